import { bundleParts } from '#functions/evidence/bundle-parts.ts'
import type { Audience } from '#functions/evidence/handed-on-ledger.ts'
import { zip } from '#functions/evidence/zip.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'

type World = Awaited<ReturnType<typeof signedWorld>>

/** A case with an attachment and a sealed contract. */
export async function sealedWorld(): Promise<World> {
  const world = await signedWorld([new TextEncoder().encode('%PDF-1.7 attached')])
  await sealContract(reference, sealDependencies(world))
  return world
}

/** The evidence bundle of its case. */
export async function bundleOf(world: World, audience: Audience = 'city'): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const entries = await world.cases.entries(reference)
  for await (const chunk of zip(await bundleParts({ reference, entries, audience }, world))) parts.push(chunk)
  return Buffer.concat(parts)
}

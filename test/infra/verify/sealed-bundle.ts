import { bundleParts } from '#functions/evidence/bundle-parts.ts'
import { zip } from '#functions/evidence/zip.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'

/** The evidence bundle of a case with an attachment and a sealed contract. */
export async function sealedBundle(): Promise<Uint8Array> {
  const world = await signedWorld([new TextEncoder().encode('%PDF-1.7 attached')])
  await sealContract(reference, sealDependencies(world))
  const parts: Uint8Array[] = []
  const entries = await world.cases.entries(reference)
  for await (const chunk of zip(await bundleParts({ reference, entries, audience: 'city' }, world)))
    parts.push(chunk)
  return Buffer.concat(parts)
}

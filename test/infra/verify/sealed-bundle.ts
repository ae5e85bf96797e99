import { keepRoot } from '#functions/ledger-root/keep-root.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { bundleParts } from '#functions/shared/evidence/bundle-parts.ts'
import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { zip } from '#functions/shared/evidence/zip.ts'
import { rootCertificateKey } from '#functions/shared/ports/files.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { ledgerEnds } from '#test/home/ledger-ends.ts'
import { keyIn } from '#test/home/memory-home.ts'
import { testRootCertificate, testRootSign, testSealer } from '#test/infra/aws/seal/test-seal.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'

export type SealedWorld = Awaited<ReturnType<typeof signedWorld>>

/** A case with an attachment and a sealed contract. */
export async function sealedWorld(sealer = testSealer): Promise<SealedWorld> {
  const world = await signedWorld([new TextEncoder().encode('%PDF-1.7 attached')])
  await sealContract(reference, { ...sealDependencies(world), sealer })
  return world
}

/** Signs the root of the day as the function of every night does. */
export async function signRoot(
  world: SealedWorld,
  cases: Pick<SealedWorld['cases'], 'list'> = world.cases,
): Promise<void> {
  await world.files.write(rootCertificateKey, new TextEncoder().encode(testRootCertificate), 'text/plain')
  await keepRoot(await ledgerEnds(cases, world.now()), { files: world.files, sign: testRootSign })
}

/** The evidence bundle of its case. */
export async function bundleOf(world: SealedWorld, audience: Audience = 'city'): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const entries = await world.cases.entries(reference)
  for await (const chunk of zip(await bundleParts({ reference, entries, audience }, world))) parts.push(chunk)
  return Buffer.concat(parts)
}

/** The evidence bundle that whoever asks now downloads: with the newest root. */
export async function downloadedBundle(world: SealedWorld, audience: Audience = 'city'): Promise<Uint8Array> {
  return world.files.read(keyIn(await evidenceBundleUrl(reference, audience, world)))
}

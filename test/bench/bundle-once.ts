/**
 * Run by itself: makes the evidence bundle of a case whose attachments lie in a store at the given address, and prints by how
 * many bytes the process grew at most, over what it had after a bundle with a tiny one. With `held` it collects its garbage all
 * the time and counts what JavaScript still holds; otherwise what the process has of the machine, garbage included.
 */
import { S3Client } from '@aws-sdk/client-s3'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { s3Files } from '#functions/shared/aws/s3-files.ts'
import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { random } from '#functions/shared/ports/random.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'

const [endpoint = '', size = '0', count = '0', what = 'grown'] = process.argv.slice(2)
const world = await signedWorld()
await sealContract(reference, sealDependencies(world))
const client = new S3Client({
  endpoint,
  region: 'local',
  credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
})
const bucket = s3Files({ client, name: 'files', lockedUntil: () => undefined }, random)

async function makeBundle(size: number, attachments: number): Promise<void> {
  const files = {
    ...bucket,
    read: world.files.read,
    // All that is no attachment of the proposal is where the case was played.
    chunks: (key: string) => (key.startsWith('uploads/') ? bucket : world.files).chunks(key),
    has: async () => false,
  }
  const attached = Array.from({ length: attachments }, (_, index) => ({
    fileId: `${index}-of-${size}`,
    name: `${index}.pdf`,
    type: 'application/pdf' as const,
    size,
    sha256: 'a'.repeat(64),
  }))
  const cases = {
    entries: world.cases.entries,
    revision: async (of: string, number: number) => {
      const revision = await world.cases.revision(of, number)
      return revision === undefined ? undefined : { ...revision, files: attached }
    },
  }
  await evidenceBundleUrl(reference, 'city', { cases, files })
}

function memory(): number {
  if (what !== 'held') return process.memoryUsage.rss()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

await makeBundle(1, 1)
globalThis.gc?.()
const before = memory()
let most = before
const look = (): void => {
  most = Math.max(most, memory())
}
const watch = setInterval(look, 20)
await makeBundle(Number(size), Number(count))
clearInterval(watch)
look()
console.log(most - before)
client.destroy()

import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { DataFolder } from './data-folder.ts'
import { readIfThere } from './read-if-there.ts'
import { writeAtomically } from './write-atomically.ts'

const secretsSchema = z.object({
  /** Keys the rights to files that addresses carry; its name is of the releases whose files were an imitation of S3. */
  secretAccessKey: z.string().min(32),
  /** Keys the hashes of signing codes. */
  codeKey: z.string().min(32),
  /** Signs the calls to finance's own system, which has to be told it. A folder of an earlier release has none. */
  webhookSecret: z.string().default(''),
})

export type Secrets = z.infer<typeof secretsSchema>

/** The secrets of this data folder: made once at random, readable by their owner alone. */
export async function loadSecrets(data: Pick<DataFolder, 'file'>): Promise<Secrets> {
  const path = data.file('secrets.json')
  const kept = await readIfThere(path)
  const earlier = kept === undefined ? undefined : secretsSchema.parse(JSON.parse(kept))
  if (earlier !== undefined && earlier.webhookSecret !== '') return earlier
  const made: Secrets = {
    secretAccessKey: randomBytes(32).toString('base64url'),
    codeKey: randomBytes(32).toString('base64url'),
    ...earlier,
    webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  }
  await writeAtomically(path, JSON.stringify(made, null, 2), { mode: 0o600 })
  return made
}

import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import type { DataFolder } from './data-folder.ts'
import { writeAtomically } from './write-atomically.ts'

const fileName = 'environment.json'

/** What an operator's command has to know of the Tasvib that runs, or ran last, on a data folder. */
const keptSchema = z.object({
  publicUrl: z.string(),
  programme: z.string(),
  mailFrom: z.string(),
  webhookTestEndpoint: z.string().optional(),
  /** Whether mails wait to be sent on, or are delivered once they lie in the mailbox. */
  forwardsMail: z.boolean(),
  siteAssets: z.string(),
})
export type KeptSettings = z.infer<typeof keptSchema>

export async function keepSettings(data: Pick<DataFolder, 'file'>, settings: KeptSettings): Promise<void> {
  await writeAtomically(data.file(fileName), JSON.stringify(settings), { mode: 0o600 })
}

/** Undefined for a folder on which Tasvib never ran. */
export function readKeptSettings(
  data: Pick<DataFolder, 'file'>,
): KeptSettings | 'of-another-release' | undefined {
  const file = data.file(fileName)
  if (!existsSync(file)) return undefined
  const parsed = keptSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  return parsed.success ? parsed.data : 'of-another-release'
}

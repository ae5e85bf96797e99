import { fileLifetimes } from '#infra/aws/file-lifetimes.ts'
import type { FileStore } from './file-store.ts'

const day = 86_400_000

/** Does what the bucket's rules do in the cloud. */
export async function removeOldFiles(store: Pick<FileStore, 'removeOld'>, now: Date): Promise<void> {
  for (const { prefix, days } of fileLifetimes)
    await store.removeOld(prefix, new Date(now.getTime() - days * day))
}

import type { Files } from '#functions/shared/ports/files.ts'
import { scansUploads } from '#functions/shared/ports/settings.ts'

/**
 * Files whose adapter is loaded when one is first touched: S3's client is the largest of all, and most requests of the
 * functions that have it only show a page.
 */
export function lazyFiles(load: () => Promise<Files>): Files {
  let loading: Promise<Files> | undefined
  const files = () => (loading ??= load())
  return {
    ticket: async (file) => (await files()).ticket(file),
    store: async (file) => (await files()).store(file),
    inspect: async (fileId) => (await files()).inspect(fileId),
    attach: async (reference, file, from) => (await files()).attach(reference, file, from),
    write: async (key, bytes, type) => (await files()).write(key, bytes, type),
    keep: async (key, bytes, type) => (await files()).keep(key, bytes, type),
    stream: async (key, chunks, as) => (await files()).stream(key, chunks, as),
    read: async (key) => (await files()).read(key),
    async *chunks(key) {
      yield* (await files()).chunks(key)
    },
    has: async (key) => (await files()).has(key),
    // Pages ask of every file, and need no client where nothing is scanned.
    verdict: async (key) => (scansUploads() ? (await files()).verdict(key) : 'clean'),
    url: async (key, as) => (await files()).url(key, as),
  }
}

import { constants, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import type { Unpacked } from './pdf-filters.ts'

/** Counted for each run of zlib besides the bytes it reads: making its engine takes as long, and its fault longer. */
const run = 4_096
const fault = 16_384

/** zlib's answer with `info: true`, which its types leave out. */
const told = z.object({
  buffer: z.instanceof(Buffer),
  engine: z.object({ bytesWritten: z.number() }),
})

/**
 * Inflates (RFC 1951) as far as the data are whole and the room suffices. zlib throws away what came before a fault or a
 * limit, so that the longest beginning is looked for that has none, from short ones on: what each run may read is known.
 * About `most` bytes are read and written for that, of which those that are read count twice, as faults may be slow to come.
 */
export function inflateInto(out: Buffer, packed: Buffer, most: number): Unpacked {
  const whole = begun(packed, out)
  if (typeof whole !== 'string') return { ...whole, read: whole.read + run }
  let [good, bad, length, read] = [0, packed.length, 0, fault]
  let next = Math.min(256, bad - 1)
  while (bad - good > 1 && read < most) {
    const part = begun(packed.subarray(0, next), out)
    const isGood = typeof part !== 'string'
    if (isGood) [good, length] = [next, part.length]
    else bad = next
    read += 2 * next + length + (isGood ? run : fault)
    next = bad === packed.length ? Math.min(good * 2, bad - 1) : (good + bad) >> 1
  }
  return { length, read, isShort: whole === 'longer' }
}

/** Unpacks what data begin with, unless they are broken or longer than there is room for. */
function begun(packed: Buffer, out: Buffer): Unpacked | 'broken' | 'longer' {
  const options = {
    finishFlush: constants.Z_SYNC_FLUSH,
    maxOutputLength: Math.max(1, out.length),
    info: true,
  }
  try {
    const { buffer, engine } = told.parse(inflateRawSync(packed, options))
    return { length: buffer.copy(out), read: engine.bytesWritten }
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'longer'
      : 'broken'
  }
}

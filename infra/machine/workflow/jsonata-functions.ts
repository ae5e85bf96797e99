import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'

interface JsonataFunction {
  readonly name: string
  readonly implementation: (...given: unknown[]) => unknown
  readonly signature: string
}

const hashNames = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}
const largestRange = 1000

/** The functions that Step Functions adds to JSONata; it takes `$eval` away. */
export const jsonataFunctions: readonly JsonataFunction[] = [
  { name: 'partition', implementation: partition, signature: '<a-n:a<a>>' },
  { name: 'range', implementation: range, signature: '<nnn:a<n>>' },
  { name: 'hash', implementation: hash, signature: '<s-s:s>' },
  { name: 'random', implementation: random, signature: '<n?:n>' },
  { name: 'uuid', implementation: () => randomUUID(), signature: '<:s>' },
  { name: 'parse', implementation: (text) => JSON.parse(z.string().parse(text)), signature: '<s-:x>' },
  { name: 'eval', implementation: refuseEval, signature: '<sx?:x>' },
]

function partition(...given: unknown[]): unknown[][] {
  const [items, size] = z.tuple([z.array(z.unknown()), z.int().min(1)]).parse(given)
  const parts = Math.ceil(items.length / size)
  return Array.from({ length: parts }, (_, part) => items.slice(part * size, (part + 1) * size))
}

function range(...given: unknown[]): number[] {
  const [first, last, step] = z.tuple([z.number(), z.number(), z.number()]).parse(given)
  const length = step === 0 ? Number.NaN : Math.floor((last - first) / step) + 1
  if (Number.isNaN(length) || length > largestRange) {
    throw new RangeError(`$range must have a step and at most ${largestRange} items`)
  }
  return Array.from({ length: Math.max(0, length) }, (_, index) => first + index * step)
}

function hash(...given: unknown[]): string {
  const [text, name] = z.tuple([z.string(), z.string()]).parse(given)
  const algorithm = Object.entries(hashNames).find(([known]) => known === name)?.[1]
  if (algorithm === undefined) throw new RangeError(`$hash does not know ${name}`)
  return createHash(algorithm).update(text).digest('hex')
}

/** From 0 up to, not including, 1. The same seed gives the same number. */
function random(...given: unknown[]): number {
  const seed = z.number().optional().parse(given[0])
  if (seed === undefined) return Math.random()
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32
}

function refuseEval(): never {
  throw new Error('$eval is not supported')
}

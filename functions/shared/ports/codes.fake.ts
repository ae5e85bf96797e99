import { type CodePlace, type Codes, codeValidFor, type EarlierCode, outlivingCodes } from './codes.ts'
import { fixedRandom } from './random.fake.ts'
import type { Random } from './random.ts'

type Place = Omit<CodePlace, 'email'>

export interface MemoryCodes extends Codes {
  /** The code that is valid for a place now. */
  current(place: Place): string | undefined
  holds(place: Place, hash: string): boolean
  useUp(place: Place): void
}

/** Signing codes in memory: ten minutes, five tries, once. */
export function memoryCodes(random: Random = fixedRandom(731_000)): MemoryCodes {
  const codes = new Map<
    string,
    { code: string; email: string; expires: number; tries: number; earlier: readonly EarlierCode[] }
  >()
  return {
    async issue(place, now) {
      const before = codes.get(keyOf(place))
      const earlier =
        before?.email === place.email
          ? outlivingCodes([...before.earlier, { hash: hashOf(before.code), until: before.expires }], now)
          : []
      const code = random.code()
      const expires = now.getTime() + codeValidFor * 1_000
      codes.set(keyOf(place), { code, email: place.email, expires, tries: 0, earlier })
      return code
    },
    async check(place, code, now) {
      const kept = codes.get(keyOf(place))
      if (kept === undefined || kept.expires <= now.getTime()) return { result: 'expired' }
      if (kept.tries >= 5) return { result: 'locked' }
      kept.tries += 1
      const earlier = kept.earlier.filter(({ until }) => until > now.getTime())
      const good = [hashOf(kept.code), ...earlier.map(({ hash }) => hash)]
      return good.includes(hashOf(code)) && kept.email === place.email
        ? { result: 'right', hash: hashOf(kept.code) }
        : { result: 'wrong' }
    },
    current: (place) => codes.get(keyOf(place))?.code,
    holds(place, hash) {
      const kept = codes.get(keyOf(place))
      return kept !== undefined && hashOf(kept.code) === hash
    },
    useUp(place) {
      codes.delete(keyOf(place))
    },
    use: async (place, hash) => {
      const kept = codes.get(keyOf(place))
      return kept !== undefined && hashOf(kept.code) === hash && codes.delete(keyOf(place))
    },
  }
}

function hashOf(code: string): string {
  return `hash of ${code}`
}

function keyOf({ reference, place }: Place): string {
  return `${reference} ${place}`
}

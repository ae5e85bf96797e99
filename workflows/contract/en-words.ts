import { wholeOf } from './fa-words.ts'

const words = (list: string): readonly string[] => ['', ...list.split(' ')]

const ONES = words(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
)
const TENS = words('ten twenty thirty forty fifty sixty seventy eighty ninety')
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion']

const joined = (pieces: readonly string[], separator: string): string =>
  pieces.filter((piece) => piece !== '').join(separator)

const belowThousand = (value: number): string => {
  const rest = value % 100
  const hundreds = value >= 100 ? `${ONES[Math.floor(value / 100)] ?? ''} hundred` : ''
  const tail =
    rest < 20 ? (ONES[rest] ?? '') : joined([TENS[Math.floor(rest / 10)] ?? '', ONES[rest % 10] ?? ''], '-')
  return joined([hundreds, tail], ' ')
}

/**
 * A whole number in English words, short scale: `two billion five hundred million`.
 * @throws {RangeError} at 10^18 and beyond, or for a number that is not a safe integer.
 */
export const englishWords = (value: number | bigint): string => {
  let rest = wholeOf(value)
  if (rest === 0n) return 'zero'
  if (rest < 0n) return `minus ${englishWords(-rest)}`
  const pieces: string[] = []
  for (const scale of SCALES) {
    const group = Number(rest % 1000n)
    if (group > 0) pieces.unshift(`${belowThousand(group)}${scale}`)
    rest /= 1000n
  }
  return pieces.join(' ')
}

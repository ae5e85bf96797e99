/** Numbers at and above this one (10^18) have no spelling here; no rial amount comes near it. */
const LIMIT = 10n ** 18n

const words = (list: string): readonly string[] => ['', ...list.split(' ')]

const ONES = words(
  'یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده',
)
const TENS = words('ده بیست سی چهل پنجاه شصت هفتاد هشتاد نود')
const HUNDREDS = words('یکصد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد')

const joined = (pieces: readonly string[]): string => pieces.filter((piece) => piece !== '').join(' و ')

const belowThousand = (value: number): string => {
  const rest = value % 100
  const tail = rest < 20 ? [ONES[rest] ?? ''] : [TENS[Math.floor(rest / 10)] ?? '', ONES[rest % 10] ?? '']
  return joined([HUNDREDS[Math.floor(value / 100)] ?? '', ...tail])
}

const scaled = (value: number, scale: string): string =>
  value === 0 ? '' : `${belowThousand(value)} ${scale}`

const belowMilliard = (value: number): string =>
  joined([
    scaled(Math.floor(value / 1_000_000), 'میلیون'),
    scaled(Math.floor(value / 1000) % 1000, 'هزار'),
    belowThousand(value % 1000),
  ])

/**
 * A whole number in Persian words, spelled the way offices and banks do: `یکصد`, `یک هزار`, and above 10^12
 * `یک هزار میلیارد` rather than `تریلیون`.
 * @throws {RangeError} at 10^18 and beyond, or for a number that is not a safe integer.
 */
export const persianWords = (value: number | bigint): string => {
  const whole = wholeOf(value)
  if (whole === 0n) return 'صفر'
  if (whole < 0n) return `منفی ${persianWords(-whole)}`
  const milliards = belowMilliard(Number(whole / 1_000_000_000n))
  const rest = belowMilliard(Number(whole % 1_000_000_000n))
  return joined([milliards === '' ? '' : `${milliards} میلیارد`, rest])
}

/** Shared by both languages' spellings, so that they refuse the same numbers. */
export const wholeOf = (value: number | bigint): bigint => {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is not a safe integer`)
  const whole = BigInt(value)
  if (whole >= LIMIT || whole <= -LIMIT) throw new RangeError(`${value} is too large to spell`)
  return whole
}

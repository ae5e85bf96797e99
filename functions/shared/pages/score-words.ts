import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** What scores from 0 to 5 mean where the programme has no words of its own. */
const zeroToFive: Readonly<Record<string, Text>> = {
  0: { fa: 'به‌هیچ‌روی', en: 'not at all' },
  1: { fa: 'بسیار ضعیف', en: 'very weak' },
  2: { fa: 'ضعیف', en: 'weak' },
  3: { fa: 'قابل‌قبول', en: 'acceptable' },
  4: { fa: 'خوب', en: 'good' },
  5: { fa: 'عالی', en: 'excellent' },
}

/** More values than these are typed and not chosen. */
const mostChoices = 11

/** The scores of the programme's scale with what each means; undefined where there are too many to choose from. */
export function scoreChoices({
  rubric: { scale },
  scoreWords,
}: Pick<Programme, 'rubric' | 'scoreWords'>):
  | readonly { score: number; words: Text | undefined }[]
  | undefined {
  const [lowest, highest] = scale
  const count = highest - lowest + 1
  if (count > mostChoices) return undefined
  const own =
    lowest === 0 && highest === 5 ? zeroToFive : { [lowest]: zeroToFive[0], [highest]: zeroToFive[5] }
  return Array.from({ length: count }, (_, index) => {
    const score = lowest + index
    return { score, words: scoreWords?.[score] ?? own[score] }
  })
}

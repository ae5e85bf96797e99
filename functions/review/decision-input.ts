import * as z from 'zod'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { decisionKindSchema } from '#workflows/decision.ts'
import { rangeWords, readWholeNumber } from '#workflows/form/written-number.ts'
import { lostHere } from '#workflows/form/written-text.ts'
import type { Text } from '#workflows/language.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { isWritten } from '#workflows/proposal/decide-parts.ts'
import { hasWords, isWhole, lengthOf, normaliseLine, normaliseProse } from '#workflows/text/normalise.ts'

/** What a reviewer's form says, as it was typed, to show it again. */
export interface TypedDecision {
  readonly decision: string
  readonly reason: string
  readonly reasonCode: string
  readonly scores: Readonly<Record<string, string>>
  /** One per line. */
  readonly conditions: string
}

type DecisionAnswer = Pick<
  CommandOf<'decide-review'>,
  'decision' | 'reason' | 'reasonCode' | 'scores' | 'conditions'
> & {
  /** Of the documents that were shown; absent when the request does not say. */
  readonly documentsDigest: string | undefined
}

export type DecisionInput = { readonly typed: TypedDecision } & (
  | { readonly answer: DecisionAnswer }
  | { readonly faults: readonly FieldFault[] }
)

/** Conditions of one approval, and the characters of each. */
const mostConditions = 10
const longestCondition = 1000
/** Characters of them all, with the ends of their lines. */
export const longestConditions = mostConditions * (longestCondition + 2)

/** Characters of a reason; an entry of the ledger stays small. */
export const longestReason = 4000

const typed = z.union([z.string(), z.number().transform(String)]).catch('')
const typedLines = z.array(z.string()).transform((lines) => lines.join('\n'))
const bodySchema = z
  .object({
    decision: typed,
    reason: typed,
    reasonCode: typed,
    scores: z.record(z.string(), typed).catch({}),
    conditions: z.union([typedLines, typed]),
    documentsDigest: typed,
  })
  .catch({ decision: '', reason: '', reasonCode: '', scores: {}, conditions: '', documentsDigest: '' })

export const reasonTooLong: Text = {
  fa: 'دلیل بیش از ۴۰۰۰ نویسه است؛ کوتاه‌ترش کنید.',
  en: 'The reason exceeds 4,000 characters; please shorten it.',
}

export const conditionsTooLong: Text = {
  fa: 'حداکثر ۱۰ شرط، هر کدام در یک سطر و تا ۱۰۰۰ نویسه، بنویسید.',
  en: 'Write at most 10 conditions, one per line, of up to 1,000 characters each.',
}

const words = {
  decision: {
    fa: 'یکی از تصمیم‌ها را برگزینید.',
    en: 'Please choose one of the decisions.',
  },
  reasonMissing: {
    fa: 'دلیل خود را بنویسید؛ متقاضی آن را می‌خواند.',
    en: 'Please write your reason; the applicant will read it.',
  },
  digest: {
    fa: 'نشان نسخهٔ مدارک درست نیست. صفحه را دوباره باز کنید.',
    en: 'The mark of the documents’ version is not valid. Please open the page again.',
  },
  criterion: { fa: 'چنین معیاری نیست.', en: 'There is no such criterion.' },
} as const satisfies Record<string, Text>

const scoreWords = (criterion: Text, [min, max]: readonly [number, number]): Text => {
  const range = rangeWords({ min, max })
  return {
    fa: `به «${criterion.fa}» عدد صحیحی ${range.fa} بدهید.`,
    en: `Please give “${criterion.en}” a whole number ${range.en}.`,
  }
}

/** Reads a decision from whatever was posted. What depends on the case is left to `decide`. */
export function readDecision(
  body: unknown,
  { scored, rubric }: { scored: boolean; rubric: Programme['rubric'] },
): DecisionInput {
  const { documentsDigest, ...typed } = bodySchema.parse(body)
  const faults: FieldFault[] = []
  const decision = decisionKindSchema.safeParse(typed.decision)
  if (!decision.success) {
    faults.push({
      field: 'decision',
      code: typed.decision === '' ? 'missing' : 'not-offered',
      message: words.decision,
    })
  }
  const reason = normaliseProse(typed.reason)
  if (!isWritten(reason)) {
    faults.push({ field: 'reason', code: 'reason-missing', message: words.reasonMissing })
  }
  if (!isWhole(reason)) faults.push({ field: 'reason', code: 'lost', message: lostHere })
  if (lengthOf(reason) > longestReason) {
    faults.push({ field: 'reason', code: 'too-long', message: reasonTooLong })
  }
  if (documentsDigest !== '' && !digestSchema.safeParse(documentsDigest).success) {
    faults.push({ field: 'documentsDigest', code: 'invalid', message: words.digest })
  }
  const conditions = normaliseProse(typed.conditions)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (!conditions.every(isWhole)) faults.push({ field: 'conditions', code: 'lost', message: lostHere })
  if (!conditions.every(hasWords)) {
    faults.push({ field: 'conditions', code: 'blank', message: conditionsTooLong })
  }
  if (
    conditions.length > mostConditions ||
    conditions.some((condition) => lengthOf(condition) > longestCondition)
  ) {
    faults.push({ field: 'conditions', code: 'too-long', message: conditionsTooLong })
  }
  const scores: Record<string, number> = {}
  for (const [id, text] of scored ? Object.entries(typed.scores) : []) {
    if (normaliseLine(text) === '') continue
    const score = scoreIn(text, rubric.scale)
    const criterion = rubric.criteria.find((candidate) => candidate.id === id)
    if (criterion === undefined) {
      faults.push({ field: `scores[${id}]`, code: 'unknown', message: words.criterion })
    } else if (score === undefined) {
      const message = scoreWords(criterion.name, rubric.scale)
      faults.push({ field: `scores[${id}]`, code: 'out-of-scale', message })
    } else {
      scores[id] = score
    }
  }
  const needed = scored && (typed.decision === 'approve' || Object.keys(scores).length > 0)
  const named = new Set(faults.map(({ field }) => field))
  for (const { id, name } of needed ? rubric.criteria : []) {
    const field = `scores[${id}]`
    if (id in scores || named.has(field)) continue
    faults.push({ field, code: 'scores-incomplete', message: scoreWords(name, rubric.scale) })
  }
  if (!decision.success || faults.length > 0) return { typed, faults }
  return {
    typed,
    answer: {
      decision: decision.data,
      reason,
      reasonCode: typed.reasonCode === '' ? undefined : typed.reasonCode,
      scores,
      conditions,
      documentsDigest: documentsDigest === '' ? undefined : documentsDigest,
    },
  }
}

/** A score as somebody typed it; undefined for what is none within the scale. */
export function scoreIn(text: string, [lowest, highest]: readonly [number, number]): number | undefined {
  const score = readWholeNumber(text)
  return score !== undefined && score >= lowest && score <= highest ? score : undefined
}

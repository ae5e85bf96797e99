import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { type BoardFigures, monthsUntil } from '#workflows/board/figures.ts'
import { enteredStepAt, placeInStage, stageStep } from '#workflows/board/step.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Closing, stageOutcomes } from '#workflows/proposal/state.ts'

/** One step of the way from proposal to finance. */
export interface PipelineStep {
  readonly step: string
  readonly name: Text
  /** What is in it now. */
  readonly cases: number
  /** What the city expects of these cases over three years, in rials. */
  readonly expectedRevenue: number
  /** Whole days that they have been in it, on average; null where there is none. */
  readonly meanAge: number | null
  /** The one that has been in it for longest. */
  readonly oldest: { readonly reference: string; readonly since: string } | null
  /** Of the months shown: how many cases came so far for the first time, how many left it, and after how many days on average. */
  readonly reached: number
  readonly left: number
  readonly meanTime: number | null
}

/** What was decided in a Jalali month (`1405-09`). */
export interface MonthOfDecisions {
  readonly month: string
  readonly submitted: number
  readonly approved: number
  readonly changesRequested: number
  readonly rejected: number
  readonly completed: number
  /** Lapsed, withdrawn, or closed by the case office. */
  readonly ended: number
}

const daySeconds = 86_400

/** Every step in order, also those in which nothing is. */
export async function pipelineOf(
  { present, past }: { readonly present: BoardFigures; readonly past: BoardFigures },
  { programme, now, cases }: { programme: Programme; now: Date; cases: Pick<CaseStore, 'list'> },
): Promise<readonly PipelineStep[]> {
  return Promise.all(
    stepsOf(programme).map(async ({ step, name, places }) => {
      const here = present.get(`now ${step}`)
      const left = summed(past, `time ${step}`)
      const [oldest] = (await cases.list({ places, limit: 1 })).cases
      const nowSeconds = now.getTime() / 1000
      return {
        step,
        name,
        cases: here?.count ?? 0,
        expectedRevenue: here?.revenue ?? 0,
        meanAge: here === undefined || here.count === 0 ? null : days(nowSeconds - here.seconds / here.count),
        oldest:
          oldest === undefined ? null : { reference: oldest.reference, since: enteredStepAt(oldest.state) },
        reached: summed(past, `reached ${step}`).count,
        left: left.count,
        meanTime: left.count === 0 ? null : days(left.seconds / left.count),
      }
    }),
  )
}

/** The months that end with the present one, the earliest first. */
export function decisionsOf(past: BoardFigures, month: string, count: number): readonly MonthOfDecisions[] {
  return monthsUntil(month, count).map((each) => {
    const of = (what: string): number => summed(past, what, each).count
    const ended: readonly Closing[] = ['lapsed', 'withdrawn', 'closed-by-office']
    return {
      month: each,
      submitted: of('reached unconfirmed'),
      approved: outcomes(past, each, 'approved'),
      changesRequested: outcomes(past, each, 'changes-requested'),
      rejected: outcomes(past, each, 'rejected'),
      completed: of('closed completed'),
      ended: ended.reduce((sum, closing) => sum + of(`closed ${closing}`), 0),
    }
  })
}

/** How many cases of the months shown came to their good end. */
export function completedIn(past: BoardFigures): number {
  return summed(past, 'closed completed').count
}

interface StepSpec {
  readonly step: string
  readonly name: Text
  readonly places: readonly string[]
}

function stepsOf({ stages }: Programme): readonly StepSpec[] {
  return [
    {
      step: 'unconfirmed',
      name: { fa: 'ثبت و تأیید نشانی', en: 'Submitted, address to be confirmed' },
      places: ['unconfirmed'],
    },
    ...stages.map(({ id, name }) => ({
      step: stageStep(id),
      name,
      places: ['between-stages', 'in-review', 'awaiting-revision'].map((status) => placeInStage(status, id)),
    })),
    {
      step: 'contract',
      name: { fa: 'قرارداد و امضا', en: 'Contract and signatures' },
      places: ['settling-terms', 'drawing-up', 'signing', 'sealing', 'sealed'],
    },
    { step: 'with-finance', name: { fa: 'امور مالی', en: 'Finance' }, places: ['with-finance'] },
  ]
}

/** Of all stages together. */
function outcomes(past: BoardFigures, month: string, outcome: (typeof stageOutcomes)[number]): number {
  return [...past].reduce(
    (sum, [name, { count }]) =>
      name.startsWith(`${month} outcome `) && name.endsWith(` ${outcome}`) ? sum + count : sum,
    0,
  )
}

/** A figure of one month, or of all that are there. */
function summed(past: BoardFigures, what: string, month?: string): { count: number; seconds: number } {
  let count = 0
  let seconds = 0
  for (const [name, amounts] of past) {
    const [of, rest] = [name.slice(0, 7), name.slice(8)]
    if (rest !== what || (month !== undefined && of !== month)) continue
    count += amounts.count
    seconds += amounts.seconds
  }
  return { count, seconds }
}

function days(seconds: number): number {
  return Math.max(0, Math.round(seconds / daySeconds))
}

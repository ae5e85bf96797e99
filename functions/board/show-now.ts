import { paths } from '#functions/paths.ts'
import { holidayFault } from '#functions/shared/holiday-check.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { isOverdue } from '#functions/shared/office/standing.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { CaseSummary, CasesOfPage } from '#functions/shared/ports/case-store.ts'
import type { EffectKey } from '#functions/shared/ports/effects.ts'
import { attentionOf } from '#workflows/board/attention.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { effectsOf } from '#workflows/effects/effects-of.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { seenBy, seenSummary } from './access.ts'
import { rowOf } from './board-row.ts'
import { effectWords } from './effect-words.ts'
import { type Needs, sectionLength, type Undelivered } from './needs.ts'
import { nowPage } from './now-page.ts'
import { unlessPoisoned, unreadableRow } from './poisoned.ts'

const recentLength = 5
/** So many that there are enough without those in which the reader's own opinion is awaited. */
const recentRead = 20
const soon = 3 * DAY

/** The board's first page: where things are stuck, and whom to ask. However many cases there are, it reads a few dozen. */
export async function showNow(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  if (desk.member.access === 'finance') return seeOther(inLanguage(paths.boardContracts(), request))
  const needs = await readNeeds(dependencies, desk)
  if (request.wants === 'json') return json(200, needs)
  const { programme, commit, figures } = dependencies
  const present = await figures.present()
  return page(200, nowPage({ needs, present, desk, programme: programme(), now: commit.now() }))
}

async function readNeeds(dependencies: BoardDependencies, { member }: Pick<Desk, 'member'>): Promise<Needs> {
  const { cases, commit } = dependencies
  const now = commit.now()
  const [at, later] = [now.toISOString(), new Date(now.getTime() + soon).toISOString()]
  const limit = sectionLength + 1
  const programme = dependencies.programme()
  const [holidays, attention, overdue, dueSoon, recent, failing] = await Promise.all([
    holidayFault({ cases, programme }, now),
    cases.list({ attention: true, limit }),
    cases.list({ deadline: { until: at }, limit }),
    cases.list({ deadline: { from: at, until: later }, limit }),
    cases.list({ open: true, limit: recentRead }),
    dependencies.effects.failing(limit),
  ])
  // An index may be a moment behind its heads, so each case is judged again.
  const rowsOf = async (list: CasesOfPage, is: (summary: CaseSummary) => boolean | Promise<boolean>) => {
    const rows = await Promise.all(
      list.cases.map(async (summary) =>
        (await is(summary)) ? [await rowOf(summary, dependencies, member)] : [],
      ),
    )
    return [...rows.flat(), ...(list.unreadable ?? []).map(unreadableRow)]
  }
  // One of which nobody can say whether it is late is shown as what needs somebody.
  const isLate = async ({ state }: CaseSummary): Promise<boolean> =>
    (await unlessPoisoned(() => isOverdue(state, now, commit.programmeOf(state.programme)))) ?? true
  const seen = async (summary: CaseSummary): Promise<CaseSummary> => {
    const read = () => seenSummary(summary, commit.programmeOf(summary.state.programme), member)
    return (await unlessPoisoned(read)) ?? summary
  }
  const attentive = await Promise.all(
    attention.cases.map(async (summary) => {
      const why = attentionOf((await seen(summary)).state)
      return why === null ? [] : [{ why, row: await rowOf(summary, dependencies, member) }]
    }),
  )
  // What was done last in a case may be a colleague's vote: where that is kept from the reader, so is when it was.
  const told = await Promise.all(
    recent.cases.map(async (summary) => ((await seen(summary)) === summary ? [summary] : [])),
  )
  return {
    holidays,
    attention: attentive.flat(),
    overdue: await rowsOf(overdue, isLate),
    soon: await rowsOf(dueSoon, async (summary) => !(await isLate(summary))),
    recent: await rowsOf(
      { ...recent, cases: told.flat().slice(0, recentLength) },
      ({ state }) => state.status !== 'closed',
    ),
    undelivered: (
      await Promise.all(
        failing.map((effect) => unlessPoisoned(() => undelivered(effect, dependencies, member))),
      )
    ).flatMap((each) => each ?? []),
  }
}

/** What a case still has to cause. A message that failed and has lost its sense meanwhile is never sent, and no trouble. */
async function undelivered(
  { reference, sequence, kind }: EffectKey,
  dependencies: BoardDependencies,
  member: Desk['member'],
): Promise<Undelivered[]> {
  const { cases, commit } = dependencies
  const open = await cases.find(reference)
  if (open === undefined) return []
  const { state, tip } = open
  const entries = await cases.entries(reference)
  const programme = commit.programmeOf(state.programme)
  const failing = effectsOf(entries, state, programme).find(
    ({ entry, effect }) => entry.sequence === sequence && effectName(effect) === kind,
  )
  if (failing === undefined) return []
  if (!seenBy(member, { state, entries, programme }).isCauseSeen(failing.entry)) return []
  const updated = entries.at(-1)?.at ?? state.submittedAt
  const effect = effectWords(failing.effect, state, programme)
  return [{ effect, row: await rowOf({ reference, state, tip, updated }, dependencies, member) }]
}

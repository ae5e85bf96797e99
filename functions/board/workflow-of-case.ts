import { drawGraph, type WorkflowTrace } from '#functions/shared/pages/workflow-drawing/draw-graph.ts'
import { type WorkflowGraph, workflowGraph } from '#functions/shared/pages/workflow-drawing/workflow-graph.ts'
import type { Language, Text } from '#workflows/language.ts'
import definition from '#workflows/proposal.asl.json' with { type: 'json' }
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import { positionOf, type Step } from '#workflows/proposal/position.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** The state of the machine that waits for a step; a test holds these and the file together. */
export const stateOfStep = {
  review: 'Hold review stage',
  revision: 'Await revision',
  terms: 'Settle terms',
  contract: 'Draw up contract',
  signatures: 'Collect signatures',
  seal: 'Seal contract',
  finance: 'Deliver to finance',
  close: 'Close',
} as const satisfies Record<Step, string>

/** From here the machine goes wherever the ledger says. */
const crossing = 'Go on'

/** What the machine's states are called on the board. */
export const stateWords: Readonly<Record<string, Text>> = {
  'Hold review stage': { fa: 'بررسی در مرحله', en: 'Review stage' },
  'Await revision': { fa: 'در انتظار اصلاح طرح', en: 'Revision awaited' },
  'Settle terms': { fa: 'تعیین مفاد قرارداد', en: 'Terms settled' },
  'Draw up contract': { fa: 'تنظیم قرارداد', en: 'Contract drawn up' },
  'Collect signatures': { fa: 'گردآوری امضاها', en: 'Signatures' },
  'Seal contract': { fa: 'مهر کردن قرارداد', en: 'Contract sealed' },
  'Deliver to finance': { fa: 'تحویل به امور مالی', en: 'With finance' },
  'Ask the ledger': { fa: 'پرسش از دفتر رویدادها', en: 'Ask the ledger' },
  'Go on': { fa: 'گام بعد به گواهی دفتر', en: 'Where the ledger says' },
  Close: { fa: 'پایان', en: 'End' },
  'Fail on unknown step': { fa: 'توقف: گام ناشناخته', en: 'Stop: unknown step' },
}

/**
 * The way that a case took through the machine, as its ledger tells it. The machine itself is not asked: where the two differ
 * the ledger is right, and the clock brings the machine there.
 */
export function traceOf(entries: readonly Entry[], graph: WorkflowGraph): WorkflowTrace {
  const entered: string[] = []
  let state: ProposalState | null = null
  let key = ''
  for (const entry of entries) {
    state = evolve(state, entry)
    const position = positionOf(state)
    if (position === null || position.key === key) continue
    key = position.key
    const next = stateOfStep[position.step]
    const last = entered.at(-1)
    const ways = last === undefined ? [] : (graph.states.get(last)?.ways ?? [])
    const isDirect = last === undefined || ways.some(({ to }) => to === next)
    entered.push(...(isDirect ? [next] : [crossing, next]))
  }
  return { entered, current: entered.at(-1) }
}

const graph = workflowGraph(definition)

/** The machine as SVG with the case's place lit; for a case whose address is not confirmed nothing is. */
export function drawCaseWorkflow(entries: readonly Entry[], language: Language): string {
  const labels = Object.fromEntries(
    Object.entries(stateWords).map(([name, words]) => [name, words[language]]),
  )
  return drawGraph(graph, { trace: traceOf(entries, graph), language, labels })
}

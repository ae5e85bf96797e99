import { describe, expect, it } from 'vitest'
import { stateOfStep, stateWords, traceOf } from '#functions/board/workflow-of-case.ts'
import { workflowGraph } from '#functions/shared/pages/workflow-drawing/workflow-graph.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import definition from '#workflows/proposal.asl.json' with { type: 'json' }

const graph = workflowGraph(definition)

describe('the drawing of a case’s workflow', () => {
  it('has words for exactly the states of the machine', () => {
    expect(Object.keys(stateWords).sort()).toEqual([...graph.states.keys()].sort())
    for (const state of Object.values(stateOfStep)) expect(graph.states.has(state)).toBe(true)
  })

  it('tells the way that the ledger tells, by ways that the machine has', () => {
    const { entries } = new CasePlay().toFinance().must({ type: 'acknowledge', note: '' })
    const { entered, current } = traceOf(entries, graph)
    expect(current).toBe('Close')
    expect(entered.slice(0, 3)).toEqual(['Hold review stage', 'Go on', 'Hold review stage'])
    for (const [index, state] of entered.slice(1).entries()) {
      const ways = graph.states.get(entered[index] ?? '')?.ways.map(({ to }) => to)
      expect(ways).toContain(state)
    }
  })

  it('lights nothing before the address is confirmed', () => {
    const play = new CasePlay().begin()
    expect(traceOf(play.entries.slice(0, 1), graph)).toEqual({ entered: [], current: undefined })
  })
})

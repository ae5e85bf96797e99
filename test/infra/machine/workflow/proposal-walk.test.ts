import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Step } from '#workflows/proposal/position.ts'
import { openTestEngine, until } from './open-test-engine.ts'

const source = readFileSync(new URL('../../../../workflows/proposal.asl.json', import.meta.url), 'utf8')
const definition: unknown = JSON.parse(source.replaceAll(/\$\{(\w+)\}/g, '$1'))
const payloadSchema = z.object({
  reference: z.string(),
  step: z.string().optional(),
  token: z.string().optional(),
  execution: z.string().optional(),
})

/** The proposal's machine, with functions that keep what they are called with. */
function openProposal(ledgerSays = 'close') {
  const calls: string[] = []
  let token = ''
  const bench = openTestEngine({
    definition,
    invoke: async (name, raw) => {
      const payload = payloadSchema.parse(raw)
      calls.push(`${name} ${payload.step ?? ''}`.trim())
      token = payload.token ?? ''
      return { next: ledgerSays }
    },
  })

  /** Waits until the given step is waited for, then resumes it with what comes next. */
  async function resume(count: number, next: string) {
    await bench.untilEvent('TaskSubmitted', count)
    expect(await bench.workflow.resume(token, next as Step)).toBe('resumed')
  }

  async function entered() {
    return bench.engine.trace('case')?.entered ?? []
  }

  return { ...bench, calls, resume, entered }
}

const stages = [1, 2, 3]

describe('The proposal’s state machine', () => {
  it('takes an approved case through three stages to the receipt in 14 transitions', async () => {
    const bench = openProposal()
    await bench.start('TSV-1404-7F3K2')
    await bench.resume(1, 'review')
    await bench.resume(2, 'review')
    await bench.resume(3, 'terms')
    await bench.resume(4, 'contract')
    await bench.resume(5, 'seal')
    await bench.resume(6, 'close')
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    const states = await bench.entered()
    expect(states).toEqual([
      ...stages.flatMap(() => ['Hold review stage', 'Go on']),
      'Settle terms',
      'Draw up contract',
      'Collect signatures',
      'Go on',
      'Seal contract',
      'Deliver to finance',
      'Go on',
      'Close',
    ])
    const entries = bench.types().filter((type) => type.endsWith('StateEntered'))
    expect(entries).toHaveLength(14)
    expect(bench.calls).toEqual([
      'AwaitStepFunction review',
      'AwaitStepFunction review',
      'AwaitStepFunction review',
      'AwaitStepFunction terms',
      'DrawUpContractFunction',
      'AwaitStepFunction signatures',
      'SealContractFunction',
      'AwaitStepFunction finance',
    ])
    await bench.stop()
  })

  it('goes through a revision, and settles the terms anew when a contract came back', async () => {
    const bench = openProposal()
    await bench.start('TSV-1404-7F3K2')
    const answers = ['revision', 'review', 'terms', 'contract', 'terms', 'contract', 'seal', 'close']
    for (const [index, next] of answers.entries()) await bench.resume(index + 1, next)
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    expect(await bench.entered()).toContain('Await revision')
    expect((await bench.entered()).filter((name) => name === 'Settle terms')).toHaveLength(2)
    await bench.stop()
  })

  it('asks the ledger when a wait runs out of time', async () => {
    const bench = openProposal('close')
    await bench.start('TSV-1404-7F3K2')
    await bench.untilEvent('TaskSubmitted')
    await bench.advance(90 * 24 * 60 * 60 * 1000)
    expect((await bench.ended()).status).toBe('SUCCEEDED')
    expect(await bench.entered()).toEqual(['Hold review stage', 'Ask the ledger', 'Go on', 'Close'])
    await bench.stop()
  })

  it('fails loudly on a step that it does not have, and says where it stands', async () => {
    const bench = openProposal()
    await bench.start('TSV-1404-7F3K2')
    await bench.untilEvent('TaskSubmitted')
    expect(bench.engine.trace('case')).toEqual({
      status: 'RUNNING',
      current: 'Hold review stage',
      entered: ['Hold review stage'],
    })
    await bench.resume(1, 'dance')
    expect(await bench.ended()).toMatchObject({ status: 'FAILED', error: 'UnknownStep' })
    expect(bench.engine.trace('case')).toMatchObject({ status: 'FAILED', current: 'Fail on unknown step' })
    expect(bench.engine.trace('nobody')).toBeUndefined()
    await bench.stop()
  })

  it('runs a hundred cases at once', async () => {
    const tokens: string[] = []
    const bench = openTestEngine({
      definition,
      invoke: async (_, payload) => {
        tokens.push(payloadSchema.parse(payload).token ?? '')
      },
    })
    const names = Array.from({ length: 100 }, (_, index) => `case-${index}`)
    await Promise.all(names.map((name) => bench.start(name, name)))
    await until(() => tokens.length === 100)
    await Promise.all(tokens.map((token) => bench.workflow.resume(token, 'close')))
    for (const name of names) expect((await bench.ended(name)).status).toBe('SUCCEEDED')
    await bench.stop()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue, type FunctionName, type FunctionSpec } from '#functions/catalogue.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { asked, isGranted } from './granted-rows.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib()
  const visitor = tasvib.visitors.fa
  await playWholeCase(visitor, 'fa')
  for (const path of ['/contracts', '/verify?number=KRM-1405-7F3K2-1']) {
    await (await fetch(tasvib.runtime.publicUrl + path)).arrayBuffer()
  }
  const lost = {
    method: 'POST',
    body: new URLSearchParams({ email: 'nobody@startup.example', reference: '' }),
  }
  await (await fetch(`${tasvib.runtime.publicUrl}/lost-link`, lost)).arrayBuffer()
  await visitor.advance('P1D')
})
afterAll(async () => {
  await tasvib.stop()
})

describe('each function, in a case from form to finance,', () => {
  it('touches no rows but those that the catalogue names for it', () => {
    const beyond = [...asked].flatMap(([name, calls]) =>
      [...calls].flatMap(([call, needed]) => (isGranted(name, needed) ? [] : [`${name}: ${call}`])),
    )
    expect(beyond).toEqual([])
  })

  it('was seen at work, all but those that only things out of the ordinary call', () => {
    const unusual = new Set<FunctionName>(['ask-ledger', 'call-finance', 'mail-feedback', 'retention'])
    const reading = (Object.entries(catalogue) as [FunctionName, FunctionSpec][])
      .filter(([name, { grants }]) => grants.includes('ledger:read') && !unusual.has(name))
      .map(([name]) => name)
    expect([...asked.keys()].sort()).toEqual(expect.arrayContaining(reading.sort()))
  })

  it('names no rows that it has no use for', () => {
    const rare = new Set([
      // A receiver that answers 410, a case that the office repairs, a draft that somebody leaves.
      'board endpoints:write',
      'board drafts:end',
      'board factors',
      'board codes',
      'call-finance endpoints',
      'clock drafts:end',
      // Money that comes in, a wrong code, and what is asked too often.
      'finance codes',
      'finance limits',
      'mail-feedback drafts:end',
      'relay drafts:end',
      'relay lists',
      // Of relay and clock either may be faster.
      'clock figures',
      'relay sign-ins:answer',
      'clock sign-ins:answer',
      // Who has a case here and lost its link.
      'relay limits',
      'clock limits',
      'retention lists',
      'submit links:issue',
      'submit unsent',
      'submit drafts:end',
      'terms session:renew',
      'track drafts:end',
      'track limits',
      'track words:write',
    ])
    const unused = (Object.entries(catalogue) as [FunctionName, FunctionSpec][]).flatMap(
      ([name, { rows = [] }]) => {
        const used = new Set([...(asked.get(name)?.values() ?? [])].flat(2))
        return rows.filter((use) => !used.has(use)).map((use) => `${name} ${use}`)
      },
    )
    expect(unused.filter((one) => !rare.has(one))).toEqual([])
  })
})

import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newWords } from '#functions/adapters/found-words.ts'
import { bindTablePorts, boundTablePorts, type TablePorts } from '#functions/adapters/table-ports.ts'
import { catalogue, type FunctionName, type FunctionSpec, type RowUse } from '#functions/catalogue.ts'
import { playWholeCase } from '#infra/local/demo/whole-case.ts'
import type { Parts } from '#infra/local/runtime.ts'
import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

/** What a call of a port needs: one of these, for each list. */
type Needs = readonly (readonly (RowUse | 'ledger:read' | 'ledger:append' | 'applicant:erase')[])[]
type Ports = {
  readonly [P in keyof TablePorts]: { readonly [M in keyof TablePorts[P]]: NeedsOf<TablePorts[P][M]> }
}
type NeedsOf<F> = F extends (...args: infer A) => unknown ? (...args: A) => Needs : never

const reads = () => [['ledger:read']] as const
const marks = () => [['ledger:append']] as const
const erases = () => [['applicant:erase']] as const
const lists = () => [['lists']] as const
const codes = () => [['codes']] as const
const sessions = () => [['sessions']] as const

const companionNeeds = {
  revision: [],
  request: ['answers'],
  'contract-mark': ['contracts:write'],
  'contract-release': ['contracts:write'],
  endpoint: ['endpoints', 'endpoints:write'],
  'code-use': ['codes'],
} as const

/** By what rows the adapter of DynamoDB touches in each call, as test/infra/table-touches.ts shows of those that write. */
const needs: Ports = {
  cases: {
    find: reads,
    entries: reads,
    revision: reads,
    append: ({ before, after, companions }) => [
      ['ledger:append', 'applicant:erase'],
      ...companions.flatMap(({ kind }) => (companionNeeds[kind].length === 0 ? [] : [companionNeeds[kind]])),
      ...(newWords(before?.state ?? null, after).length > 0 ? [['words:write'] as const] : []),
      ...(endedDrafts(before?.state ?? null, after).length > 0 ? [['drafts:end'] as const] : []),
    ],
    answerTo: () => [['answers']],
    due: lists,
    list: lists,
    reschedule: () => [['ledger:append', 'applicant:erase']],
  },
  links: {
    find: () => [['links:follow', 'sessions']],
    issue: ({ opens }) => [opens === 'session' ? ['sessions'] : ['links:issue']],
    consume: sessions,
    renew: () => [['sessions', 'session:renew']],
    sessionsOf: sessions,
    endSessions: sessions,
  },
  unsent: { keep: () => [['unsent']], find: () => [['unsent']], erase: () => [['unsent']] },
  factors: {
    find: () => [['factors']],
    put: () => [['factors']],
    remove: () => [['factors']],
    encrypt: () => [['factors']],
    decrypt: () => [['factors']],
  },
  drafts: { find: () => [['drafts']], save: () => [['drafts']], erase: () => [['drafts']] },
  waits: { put: marks, find: reads },
  effects: {
    claim: marks,
    done: marks,
    failed: marks,
    dropped: marks,
    reported: marks,
    returned: marks,
    list: reads,
    failing: lists,
  },
  figures: {
    countedUpTo: reads,
    add: () => [['figures']],
    present: () => [['figures', 'figures:read']],
    months: () => [['figures', 'figures:read']],
  },
  signIns: {
    ask: () => [['sign-ins:ask', 'sign-ins:answer']],
    askAgain: () => [['sign-ins:answer']],
    take: () => [['sign-ins:answer']],
  },
  throttle: { take: () => [['limits']] },
  codes: { issue: codes, check: codes, use: codes },
  contracts: { find: () => [['contracts:find']], released: () => [['contracts:find']] },
  endpoints: { isDisabled: () => [['endpoints']] },
  personalRows: {
    eraseBesideEntry: erases,
    deleteSearchWords: erases,
    eraseInRevision: erases,
    filesOfOthers: erases,
    deleteLinks: erases,
    deleteUnsent: erases,
  },
}

const root = new URL('../../', import.meta.url)
const running = new AsyncLocalStorage<FunctionName>()
/** What was asked of the ports, by the function that asked. */
const asked = new Map<FunctionName, Map<string, Needs>>()

const parts: Parts = {
  catalogue,
  load: async (entry) => {
    const module = (await import(new URL(entry, root).href)) as {
      handler: (event: unknown, context: unknown) => Promise<unknown>
    }
    const [name] = (Object.entries(catalogue) as [FunctionName, FunctionSpec][]).find(
      ([, spec]) => spec.entry === entry,
    ) ?? ['site']
    return {
      handler: (event: unknown, context: unknown) => running.run(name, () => module.handler(event, context)),
    }
  },
}

/** The ports, with each call noted. */
function noted(ports: TablePorts): TablePorts {
  return Object.fromEntries(
    Object.entries(ports).map(([port, methods]: [string, object]) => [
      port,
      Object.fromEntries(
        Object.entries(methods).map(([method, call]: [string, (...args: unknown[]) => unknown]) => [
          method,
          (...args: unknown[]) => {
            const caller = running.getStore()
            const told = (needs as unknown as Record<string, Record<string, (...args: unknown[]) => Needs>>)[
              port
            ]?.[method]
            if (caller !== undefined && told !== undefined) {
              const of = asked.get(caller) ?? new Map<string, Needs>()
              const needed = told(...args)
              asked.set(caller, of.set(`${port}.${method} ${JSON.stringify(needed)}`, needed))
            }
            return call(...args)
          },
        ]),
      ),
    ]),
  ) as unknown as TablePorts
}

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib({}, parts)
  const ports = boundTablePorts()
  if (ports === undefined) throw new Error('One machine binds its ports')
  bindTablePorts(noted(ports))
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
    const beyond = [...asked].flatMap(([name, calls]) => {
      const spec: FunctionSpec = catalogue[name]
      const granted = new Set<string>([...spec.grants, ...(spec.rows ?? [])])
      return [...calls].flatMap(([call, needed]) =>
        needed.every((oneOf) => oneOf.some((use) => granted.has(use))) ? [] : [`${name}: ${call}`],
      )
    })
    expect(beyond).toEqual([])
  })

  it('was seen at work, all but those that only things out of the ordinary call', () => {
    const unusual = new Set<FunctionName>(['ask-ledger', 'call-finance', 'retention'])
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
      // The clock may be faster.
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

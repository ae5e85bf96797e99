import { catalogue, type FunctionName, type FunctionSpec, type RowUse } from '#functions/catalogue.ts'
import type { Home } from '#functions/shared/home.ts'
import { newWords } from '#functions/shared/ports/found-words.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'

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

/** By what rows the adapter of DynamoDB touches in each call, as test/infra/aws/table-touches.ts shows of those that write. */
const needs: Ports = {
  cases: {
    find: reads,
    read: reads,
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
    reset: () => [['factors']],
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

/** What was asked of the ports, by the function that asked. */
export const asked = new Map<FunctionName, Map<string, Needs>>()

type Call = (...args: unknown[]) => unknown

/** The home of one door, with each call of a port of rows noted; one beyond what the catalogue names is refused, as IAM does it. */
export function grantedHome(name: FunctionName, home: Home): Home {
  const granted = (Object.keys(needs) as (keyof TablePorts)[]).map((port) => {
    const watched = watchedPort(name, port, home[port]())
    return [port, () => watched] as const
  })
  const rows = Object.fromEntries(granted) as unknown as Pick<Home, keyof TablePorts>
  return { ...home, ...rows, commit: () => ({ ...home.commit(), cases: rows.cases() }) }
}

function watchedPort(name: FunctionName, port: keyof TablePorts, methods: object): object {
  const told = needs[port] as unknown as Record<string, (...args: unknown[]) => Needs>
  const watched = (Object.entries(methods) as [string, Call][]).map(([method, call]) => [
    method,
    (...args: unknown[]) => {
      const needed = told[method]?.(...args)
      if (needed !== undefined) {
        const of = asked.get(name) ?? new Map<string, Needs>()
        const what = `${port}.${method} ${JSON.stringify(needed)}`
        asked.set(name, of.set(what, needed))
        if (!isGranted(name, needed)) throw new Error(`${name} touches rows beyond its grants: ${what}`)
      }
      return call(...args)
    },
  ])
  return Object.fromEntries(watched) as object
}

export function isGranted(name: FunctionName, needed: Needs): boolean {
  const spec: FunctionSpec = catalogue[name]
  const granted = new Set<string>([...spec.grants, ...(spec.rows ?? [])])
  return needed.every((oneOf) => oneOf.some((use) => granted.has(use)))
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { catalogue, type FunctionName, type FunctionSpec, type RowUse } from '#functions/catalogue.ts'
import { newWords } from '#functions/shared/ports/found-words.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Parts } from '#infra/machine/runtime.ts'
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
export const asked = new Map<FunctionName, Map<string, Needs>>()

/** The functions as they are, each known by its name to the ports that it asks. */
export const namedParts: Parts = {
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

/** The ports, with each call noted; one beyond what the catalogue names is refused, as IAM does it. */
export function grantedPorts(ports: TablePorts): TablePorts {
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
              const call = `${port}.${method} ${JSON.stringify(needed)}`
              asked.set(caller, of.set(call, needed))
              if (!isGranted(caller, needed))
                throw new Error(`${caller} touches rows beyond its grants: ${call}`)
            }
            return call(...args)
          },
        ]),
      ),
    ]),
  ) as unknown as TablePorts
}

export function isGranted(name: FunctionName, needed: Needs): boolean {
  const spec: FunctionSpec = catalogue[name]
  const granted = new Set<string>([...spec.grants, ...(spec.rows ?? [])])
  return needed.every((oneOf) => oneOf.some((use) => granted.has(use)))
}

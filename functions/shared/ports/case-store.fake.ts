import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { revisionSchema } from '#workflows/proposal/revision.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { pageOf } from './case-lists.fake.ts'
import type { Append, CaseStore, CompanionRow, Due } from './case-store.ts'
import type { MemoryCodes } from './codes.fake.ts'
import { type MemoryContractIndex, memoryContractIndex } from './contract-index.fake.ts'
import type { MemoryDrafts } from './drafts.fake.ts'
import { type MemoryEndpoints, memoryEndpoints } from './endpoints.fake.ts'

interface Kept {
  readonly head: string
  readonly entries: readonly string[]
  readonly version: number
  readonly updated: string
  readonly due: Due | null
}

export interface MemoryCasesSpec {
  /** Needed where a command uses up a signing code. */
  readonly codes?: MemoryCodes
  /** Needed where a reviewer saves a draft. */
  readonly drafts?: MemoryDrafts
  /** Needed where somebody looks contracts up. */
  readonly contracts?: MemoryContractIndex
  /** Needed where somebody asks whether finance may be called. */
  readonly endpoints?: MemoryEndpoints
  readonly now?: () => Date
}

/** The case store in memory. It keeps text, so that nothing can be changed behind its back, and reads it as the real one does. */
export function memoryCases({
  codes,
  drafts,
  contracts = memoryContractIndex(),
  endpoints = memoryEndpoints(),
  now = () => new Date(),
}: MemoryCasesSpec = {}): CaseStore {
  const cases = new Map<string, Kept>()
  const revisions = new Map<string, string>()
  const answers = new Map<string, { answer: string; expires: string }>()

  const answerFor = (key: string) => {
    const kept = answers.get(key)
    return kept !== undefined && new Date(kept.expires) > now() ? kept : undefined
  }
  const fits = (companion: CompanionRow): boolean => {
    switch (companion.kind) {
      case 'revision':
        return !revisions.has(revisionKey(companion.revision))
      case 'request':
        return answerFor(companion.key) === undefined
      case 'code-use':
        if (codes === undefined) throw new Error('memoryCases needs the codes to use one up')
        return codes.holds(companion, companion.hash)
      case 'contract-mark':
      case 'contract-release':
      case 'endpoint':
        return true
    }
  }
  const write = (companion: CompanionRow): void => {
    switch (companion.kind) {
      case 'revision':
        revisions.set(revisionKey(companion.revision), JSON.stringify(companion.revision))
        break
      case 'request':
        answers.set(companion.key, {
          answer: JSON.stringify(companion.answer ?? null),
          expires: companion.expires,
        })
        break
      case 'code-use':
        codes?.useUp(companion)
        break
      case 'contract-mark':
      case 'contract-release':
        contracts.write(companion)
        break
      case 'endpoint':
        endpoints.write(companion)
        break
    }
  }
  const appendTo = (reference: string, { entries, after, due }: Append): void => {
    const tip = entries.at(-1) ?? entries[0]
    cases.set(reference, {
      head: JSON.stringify({ state: after, tip: { sequence: tip.sequence, digest: tip.digest } }),
      entries: [...(cases.get(reference)?.entries ?? []), ...entries.map((entry) => JSON.stringify(entry))],
      version: tip.sequence,
      updated: `${tip.at}#${reference}`,
      due: due === null ? null : { at: due, to: 'clock' },
    })
  }
  const opened = ({ head }: Kept) => {
    const { state, tip } = JSON.parse(head)
    return { state: stateSchema.parse(state), tip }
  }

  return {
    async find(reference) {
      const kept = cases.get(reference)
      return kept === undefined ? undefined : opened(kept)
    },
    async append(append) {
      const { reference } = append.after
      const version = cases.get(reference)?.version
      if (version !== append.before?.tip.sequence || !append.companions.every(fits)) return 'moved'
      for (const companion of append.companions) write(companion)
      appendTo(reference, append)
      for (const place of endedDrafts(append.before?.state ?? null, append.after)) {
        drafts?.drop({ reference, ...place })
      }
      return 'appended'
    },
    async entries(reference) {
      return (cases.get(reference)?.entries ?? []).map((entry) => parseEntry(JSON.parse(entry)))
    },
    async revision(reference, revision) {
      const kept = revisions.get(revisionKey({ reference, revision }))
      return kept === undefined ? undefined : revisionSchema.parse(JSON.parse(kept))
    },
    async answerTo(key) {
      const kept = answerFor(key)
      return kept === undefined ? undefined : JSON.parse(kept.answer)
    },
    async due(at, limit, who = 'clock') {
      return [...cases]
        .flatMap(([reference, { due }]) =>
          due !== null && due.to === who && due.at <= at.toISOString() ? [{ reference, due: due.at }] : [],
        )
        .sort((a, b) => (a.due < b.due ? -1 : 1))
        .slice(0, limit)
        .map(({ reference }) => reference)
    },
    async reschedule({ state, tip }, due) {
      const kept = cases.get(state.reference)
      if (kept?.version !== tip.sequence) return 'moved'
      cases.set(state.reference, { ...kept, due })
      return 'appended'
    },
    async list(page) {
      const all = [...cases.values()].map((kept) => ({ ...opened(kept), updated: kept.updated }))
      return pageOf(all, page)
    },
  }
}

function revisionKey({ reference, revision }: { reference: string; revision: number }): string {
  return `${reference} ${revision}`
}

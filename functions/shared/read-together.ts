import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { CaseParts, CaseStore, ReadCase } from '#functions/shared/ports/case-store.ts'

interface OfCases {
  readonly cases: CaseStore
  readonly commit?: CommitDependencies
}

/**
 * What one call of a function gets, with each case read once: everything is decided and shown by one and the same read, until
 * something is recorded or somebody else recorded first. So whoever has to see what others did meanwhile reads by another store.
 */
export function readingTogether<D extends OfCases>(dependencies: D, parts: 'head' | CaseParts): D {
  const cases = readTogether(dependencies.cases, parts)
  const { commit } = dependencies
  return { ...dependencies, cases, ...(commit === undefined ? {} : { commit: { ...commit, cases } }) }
}

export function readTogether(cases: CaseStore, parts: 'head' | CaseParts): CaseStore {
  const readings = new Map<string, Promise<ReadCase>>()
  const read = (reference: string): Promise<ReadCase> => {
    const known = readings.get(reference)
    if (known !== undefined) return known
    const reading = (parts === 'head' ? headAlone(cases, reference) : cases.read(reference, parts)).then(
      eachOnce,
    )
    readings.set(reference, reading)
    // What failed is tried again by whoever asks next.
    reading.catch(() => readings.delete(reference))
    return reading
  }
  return {
    ...cases,
    find: async (reference) => (await read(reference)).open(),
    entries: async (reference) => (await read(reference)).entries(),
    revision: async (reference, revision) =>
      parts === 'papers' ? (await read(reference)).revision(revision) : cases.revision(reference, revision),
    async append(append) {
      try {
        return await cases.append(append)
      } finally {
        readings.delete(append.after.reference)
      }
    },
  }
}

/** A store in the process reads a part when it is asked for it. */
function eachOnce(read: ReadCase): ReadCase {
  return { ...read, open: once(() => read.open()), entries: once(() => read.entries()) }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** Of a case of which mostly the head is asked; its ledger is read when it is asked for. */
async function headAlone(cases: CaseStore, reference: string): Promise<ReadCase> {
  const open = await cases.find(reference)
  return {
    open: async () => open,
    entries: () => cases.entries(reference),
    revision: (revision) => cases.revision(reference, revision),
  }
}

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { contractMarks } from '#functions/shared/contract-marks.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { EffectRow } from '#functions/shared/ports/effects.ts'
import type { FileStore } from '#infra/machine/files/file-store.ts'
import type { Database } from '#infra/machine/store/database.ts'
import { append } from '#infra/machine/store/sqlite-append.ts'
import { caseFolder, documentsOf } from '#infra/operate/export/case-documents.ts'
import { type ExportedCase, readLines } from '#infra/operate/export/read-export.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { mailsAnew } from '#workflows/effects/mails-anew.ts'
import { MissingProgramme, programmeVersion } from '#workflows/programme/load-programme.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const time = z.string().nullable().default(null)
/** What earlier releases did not write yet is as if it had not happened. */
const effectSchema: z.ZodType<EffectRow> = z.object({
  reference: z.string(),
  sequence: z.int(),
  kind: z.string(),
  done: z.boolean(),
  dropped: z.string().nullable().default(null),
  attempts: z.int(),
  lastError: z.string().nullable().default(null),
  at: z.string(),
  messageId: z.string().nullable().default(null),
  deliveredAt: time,
  bouncedAt: time,
  complainedAt: time,
  delayedAt: time,
  returned: z.boolean().default(false),
})

export interface ImportHome {
  readonly database: Database
  readonly store: FileStore
  readonly now: () => Date
}

/** What was taken in of a case. */
export interface Imported {
  readonly isOpen: boolean
  /** Mails that bring somebody to where their lost link did. */
  readonly mails: number
}

/**
 * Takes a case in as its ledger has it: its head is folded anew, and what is found by it is derived from it. It is due at once, so that
 * the clock starts its workflow, counts it and mails anew what brings a link.
 */
export async function importCase(
  folder: string,
  { list, entries, revisions }: ExportedCase,
  { database, store, now }: ImportHome,
): Promise<Imported> {
  const { reference } = list
  const there = new Set(list.files.map(({ path }) => path))
  for (const { key, path, type } of documentsOf(reference, { entries, revisions }))
    if (there.has(path)) await store.put({ key, type }, createReadStream(join(folder, path)))
  const effects = (await readLines(folder, `${caseFolder(reference)}/effects.jsonl`)).map((line) =>
    effectSchema.parse(line),
  )
  const [first, ...rest] = entries
  const { state, marks } = played(entries)
  if (first === undefined || state === null) throw new Error(`The ledger of ${reference} has no entry`)
  const programme = rulesOf(state.programme)
  const anew = new Set(
    (programme === undefined ? [] : mailsAnew(entries, state, programme)).map(
      ({ entry, effect }) => `${entry.sequence} ${effectName(effect)}`,
    ),
  )
  const again = effects.filter(
    // Who cannot be reached, or does not want to be, is written to once the office has named another address.
    ({ sequence, kind, done, bouncedAt, complainedAt }) =>
      done && bouncedAt === null && complainedAt === null && anew.has(`${sequence} ${kind}`),
  )
  const companions = [
    ...revisions.map((revision): CompanionRow => ({ kind: 'revision', revision })),
    ...marks,
  ]
  const due = now().toISOString()
  database.transact(() => {
    append(database, { before: null, entries: [first, ...rest], after: state, due, companions }, now())
    // The clock does what is outstanding of it, which it knows by the rows of effects.
    database.sql.run`DELETE FROM outstanding WHERE reference = ${reference}`
    for (const row of effects) keepEffect(database, again.includes(row) ? undone(row) : row, now())
  })
  return { isOpen: state.status !== 'closed', mails: again.length }
}

/** The state that a ledger leads to, and what the public finds its contracts by. */
function played(entries: readonly Entry[]): { state: ProposalState | null; marks: CompanionRow[] } {
  let state: ProposalState | null = null
  const marks: CompanionRow[] = []
  for (const entry of entries) {
    const before: ProposalState | undefined = state ?? undefined
    state = evolve(state, entry)
    const publishContracts = rulesOf(state.programme)?.publishContracts ?? false
    marks.push(...contractMarks(state.reference, [entry], { before, programme: { publishContracts } }))
  }
  return { state, marks }
}

/** A closed case whose applicant was erased may have outlived its rules. */
function rulesOf(pinned: PinnedProgramme): Programme | undefined {
  try {
    return programmeVersion(pinned)
  } catch (error) {
    if (error instanceof MissingProgramme) return undefined
    throw error
  }
}

function undone(row: EffectRow): EffectRow {
  return {
    ...row,
    done: false,
    lastError: null,
    messageId: null,
    deliveredAt: null,
    delayedAt: null,
    returned: false,
  }
}

function keepEffect({ sql }: Database, row: EffectRow, now: Date): void {
  const isFailing = row.lastError !== null && (!row.done || row.returned)
  sql.run`INSERT INTO effects (reference, sequence, kind, done, dropped, attempts, last_error, at, message_id,
      delivered_at, bounced_at, complained_at, delayed_at, retry_at, failing)
    VALUES (${row.reference}, ${row.sequence}, ${row.kind}, ${row.done ? 1 : 0}, ${row.dropped}, ${row.attempts},
      ${row.lastError}, ${row.at}, ${row.messageId}, ${row.deliveredAt}, ${row.bouncedAt}, ${row.complainedAt},
      ${row.delayedAt}, ${row.returned ? now.getTime() : null}, ${isFailing ? `${row.at}#${row.reference}` : null})`
}

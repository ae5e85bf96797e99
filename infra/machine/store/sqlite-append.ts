import { boardPlaces } from '#functions/shared/ports/board-places.ts'
import type { Append, CompanionRow, Due } from '#functions/shared/ports/case-store.ts'
import { newestFirst, newWords } from '#functions/shared/ports/found-words.ts'
import { toldToRelay } from '#workflows/effects/told-to-relay.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'
import { type Database, Moved } from './database.ts'

/**
 * Writes everything of one fact; to be called in a transaction. That the relay has to hear of an entry is written with it.
 * @throws Moved when somebody else was first, or a companion is no longer as expected
 */
export function append(database: Database, append: Append, now: Date): void {
  const { sql } = database
  const { reference } = append.after
  writeHead(database, append)
  const told = new Set(toldToRelay({ ...append, before: append.before?.state ?? null }))
  for (const entry of append.entries) {
    expectOne(
      sql.run`INSERT INTO entries VALUES (${reference}, ${entry.sequence}, ${JSON.stringify(entry)})
        ON CONFLICT DO NOTHING`,
    )
    if (told.has(entry))
      sql.run`INSERT INTO outstanding (reference, sequence) VALUES (${reference}, ${entry.sequence})`
  }
  for (const companion of append.companions) writeCompanion(database, companion, now)
  for (const { stage, seat } of endedDrafts(append.before?.state ?? null, append.after)) {
    sql.run`DELETE FROM drafts WHERE reference = ${reference} AND stage = ${stage} AND seat = ${seat}`
  }
  for (const word of newWords(append.before?.state ?? null, append.after)) {
    sql.run`INSERT INTO words VALUES (${word}, ${newestFirst(append.after)}, ${reference}) ON CONFLICT DO NOTHING`
  }
}

function writeHead({ sql }: Database, { before, entries, after, due }: Append): void {
  const { reference } = after
  const last = entries.at(-1) ?? entries[0]
  const head = JSON.stringify({ state: after, tip: { sequence: last.sequence, digest: last.digest } })
  const open = after.status === 'closed' ? 0 : 1
  const updated = `${last.at}#${reference}`
  const { due_to, due_at } = dueColumns(due === null ? null : { at: due, to: 'clock' })
  const { place, placeSince, deadline, attention } = boardPlaces(after, last.at)
  expectOne(
    before === null
      ? sql.run`INSERT INTO cases
          (reference, version, head, open, updated, due_to, due, place, place_since, deadline, attention)
          VALUES (${reference}, ${last.sequence}, ${head}, ${open}, ${updated}, ${due_to}, ${due_at}, ${place},
            ${placeSince}, ${deadline}, ${attention}) ON CONFLICT DO NOTHING`
      : sql.run`UPDATE cases SET version = ${last.sequence}, head = ${head}, open = ${open}, updated = ${updated},
          due_to = ${due_to}, due = ${due_at}, place = ${place}, place_since = ${placeSince}, deadline = ${deadline},
          attention = ${attention} WHERE reference = ${reference} AND version = ${before.tip.sequence}`,
  )
}

/** Both or none. Times are compared as text, so every one is written in the one form that sorts. */
export function dueColumns(due: Due | null): { due_to: string | null; due_at: string | null } {
  if (due === null) return { due_to: null, due_at: null }
  return { due_to: due.to, due_at: new Date(due.at).toISOString() }
}

function writeCompanion({ sql }: Database, companion: CompanionRow, now: Date): void {
  switch (companion.kind) {
    case 'revision': {
      const { revision } = companion
      expectOne(
        sql.run`INSERT INTO revisions VALUES (${revision.reference}, ${revision.revision}, ${JSON.stringify(revision)})
          ON CONFLICT DO NOTHING`,
      )
      return
    }
    case 'request': {
      const digest = digestOfBytes(companion.key)
      const answer = JSON.stringify(companion.answer ?? null)
      // An answer that is past its time gives its place up.
      expectOne(
        sql.run`INSERT INTO requests VALUES (${digest}, ${answer}, ${Date.parse(companion.expires)})
          ON CONFLICT DO UPDATE SET answer = excluded.answer, expires = excluded.expires
          WHERE requests.expires <= ${now.getTime()}`,
      )
      return
    }
    // Written over without a condition: a repeat says the same.
    case 'contract-mark':
      sql.run`INSERT OR REPLACE INTO contract_marks VALUES (${companion.mark}, ${JSON.stringify(companion.place)})`
      return
    case 'endpoint':
      sql.run`INSERT OR REPLACE INTO endpoints
        VALUES (${digestOfBytes(companion.url)}, ${companion.disabled ? 1 : 0})`
      return
    case 'contract-release': {
      const { at, contract } = companion
      sql.run`INSERT OR REPLACE INTO contract_releases
        VALUES (${`${at}#${contract.number}`}, ${JSON.stringify(contract)})`
      return
    }
    case 'code-use': {
      const { reference, place, hash } = companion
      expectOne(
        sql.run`DELETE FROM codes
          WHERE reference = ${reference} AND signatory = ${place} AND hash = ${hash}`,
      )
    }
  }
}

function expectOne({ changes }: { readonly changes: number | bigint }): void {
  if (Number(changes) !== 1) throw new Moved()
}

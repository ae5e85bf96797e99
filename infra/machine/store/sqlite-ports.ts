import * as z from 'zod'
import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import {
  type ContractIndex,
  contractPlaceSchema,
  releasedContractSchema,
} from '#functions/shared/ports/contract-index.ts'
import { type Drafts, draftSchema, leftover } from '#functions/shared/ports/drafts.ts'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import { type Random, random as trueRandom } from '#functions/shared/ports/random.ts'
import { type SignInRequest, type SignIns, signInRequestSchema } from '#functions/shared/ports/sign-ins.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { type UnsentForms, unsentFormSchema } from '#functions/shared/ports/unsent-forms.ts'
import { type Waits, waitSchema } from '#functions/shared/ports/waits.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Database } from './database.ts'
import { sqliteCases } from './sqlite-cases.ts'
import { sqliteCodes } from './sqlite-codes.ts'
import { sqliteEffects } from './sqlite-effects.ts'
import { sqliteFactors } from './sqlite-factors.ts'
import { sqliteFigures } from './sqlite-figures.ts'
import { sqliteLinks } from './sqlite-links.ts'
import { sqlitePersonalRows } from './sqlite-personal-rows.ts'

const row = z.object({ body: z.string() })

/** Half-filled forms in the machine's database. */
export function sqliteUnsentForms({ sql }: Database): UnsentForms {
  return {
    async keep(digest, form, writer) {
      const json = JSON.stringify(form)
      if (writer !== undefined) {
        const { changes } = sql.run`UPDATE unsent_forms
          SET mailbox = ${form.mailbox}, body = ${json}, expires = ${Date.parse(form.expires)}
          WHERE digest = ${digest} AND body ->> 'writer' = ${writer}`
        return Number(changes) === 1
      }
      sql.run`INSERT OR REPLACE INTO unsent_forms
        VALUES (${digest}, ${form.mailbox}, ${json}, ${Date.parse(form.expires)})`
      return true
    },
    async find(digest, now) {
      const found = sql.get`SELECT body FROM unsent_forms WHERE digest = ${digest} AND expires > ${now.getTime()}`
      return found === undefined ? undefined : unsentFormSchema.parse(JSON.parse(row.parse(found).body))
    },
    async erase(digest, writer) {
      sql.run`DELETE FROM unsent_forms
        WHERE digest = ${digest} AND (${writer ?? null} IS NULL OR body ->> 'writer' = ${writer ?? null})`
    },
  }
}

/** Counts in windows of fixed length; see the one of the cloud for what passes at their border. */
export function sqliteThrottle(database: Database): Throttle {
  const { sql } = database
  return {
    take: async (name, { count, seconds, amount = 1 }, now, named) =>
      database.transact(() => {
        const at = now.getTime() / 1_000
        const number = Math.floor(at / seconds)
        const end = (number + 1) * seconds
        const [bucket, window] = [digestOfBytes(name), `${seconds}#${number}`]
        const isKnown =
          named !== undefined &&
          sql.get`SELECT 1 FROM throttle_names
            WHERE bucket = ${bucket} AND window = ${window} AND name = ${named}` !== undefined
        if (isKnown) return { allowed: true }
        const { changes } =
          sql.run`INSERT INTO throttles SELECT ${bucket}, ${window}, ${amount}, ${(end + 60) * 1_000} WHERE ${amount} <= ${count}
          ON CONFLICT DO UPDATE SET taken = taken + ${amount} WHERE taken + ${amount} <= ${count}`
        if (Number(changes) === 0) return { allowed: false, retryAfter: Math.max(1, Math.ceil(end - at)) }
        if (named !== undefined) sql.run`INSERT INTO throttle_names VALUES (${bucket}, ${window}, ${named})`
        return { allowed: true }
      }),
  }
}

const bodyRow = z.object({ body: z.string() })

/** What the workflow waits for, one row for each case. */
export function sqliteWaits({ sql }: Database): Waits {
  return {
    async put(wait) {
      sql.run`INSERT OR REPLACE INTO waits VALUES (${wait.reference}, ${JSON.stringify(wait)})`
    },
    async find(reference) {
      const row = sql.get`SELECT body FROM waits WHERE reference = ${reference}`
      return row === undefined ? undefined : waitSchema.parse(JSON.parse(bodyRow.parse(row).body))
    },
  }
}

/** Requests to sign in that nobody has answered yet. */
export function sqliteSignIns({ sql }: Database): SignIns {
  const ask = async (request: SignInRequest) => {
    sql.run`INSERT INTO sign_ins (body) VALUES (${JSON.stringify(request)})`
  }
  return {
    ask,
    askAgain: ask,
    async take() {
      const taken = sql.all`DELETE FROM sign_ins RETURNING body`
      return taken.map((one) => signInRequestSchema.parse(JSON.parse(bodyRow.parse(one).body)))
    },
  }
}

const endpointRow = z.object({ disabled: z.number() })

export function sqliteEndpoints({ sql }: Database): Endpoints {
  return {
    async isDisabled(url) {
      const row = sql.get`SELECT disabled FROM endpoints WHERE url_digest = ${digestOfBytes(url)}`
      return row !== undefined && endpointRow.parse(row).disabled === 1
    },
  }
}

/** Drafts of reviewers in the machine's database. */
export function sqliteDrafts({ sql }: Database): Drafts {
  return {
    async find({ reference, stage, seat }) {
      const row = sql.get`SELECT body FROM drafts
        WHERE reference = ${reference} AND stage = ${stage} AND seat = ${seat}`
      return row === undefined ? undefined : draftSchema.parse(JSON.parse(bodyRow.parse(row).body))
    },
    async save({ reference, stage, seat }, draft) {
      const expires = Date.parse(draft.at) + leftover
      sql.run`INSERT OR REPLACE INTO drafts
        VALUES (${reference}, ${stage}, ${seat}, ${JSON.stringify(draft)}, ${expires})`
    },
    async erase({ reference, stage, seat }) {
      sql.run`DELETE FROM drafts WHERE reference = ${reference} AND stage = ${stage} AND seat = ${seat}`
    },
  }
}

const markRow = z.object({ place: z.string() })
const releaseRow = z.object({ place: z.string(), body: z.string() })

/** What the public finds contracts by, in the machine's database. */
export function sqliteContractIndex({ sql }: Database): ContractIndex {
  return {
    async find(mark) {
      const row = sql.get`SELECT place FROM contract_marks WHERE mark = ${mark}`
      return row === undefined ? undefined : contractPlaceSchema.parse(JSON.parse(markRow.parse(row).place))
    },
    async released({ limit, cursor }) {
      const rows =
        sql.all`SELECT place, body FROM contract_releases WHERE place < ${readCursor(cursor) ?? '~'}
        ORDER BY place DESC LIMIT ${limit + 1}`.map((row) => releaseRow.parse(row))
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        contracts: page.map(({ body }) => releasedContractSchema.parse(JSON.parse(body))),
        cursor: rows.length > limit && last !== undefined ? writeCursor(last.place) : undefined,
      }
    },
  }
}

export interface PortsOptions {
  /** Keys the hashes of codes, and the encryption of second factors. */
  readonly codeKey: string
  /** Called after each append that this process committed. */
  readonly committed?: () => void
  readonly now?: () => Date
  readonly random?: Random
}

/**
 * Everything that is kept in rows, in the machine's database. What is written for somebody is on the disk before they hear of it.
 * How far effects have got is not waited for: it is on the disk with the next that is, at the latest with the end of the relay's batch
 * or the tick of the clock, and what the power takes away is done once more.
 */
export function sqlitePorts(
  database: Database,
  { codeKey, committed, now = () => clock.now(), random = trueRandom }: PortsOptions,
): TablePorts {
  return {
    cases: onDisk(
      database,
      sqliteCases(database, { now, ...(committed === undefined ? {} : { committed }) }),
    ),
    contracts: sqliteContractIndex(database),
    links: onDisk(database, sqliteLinks(database, random, now)),
    drafts: onDisk(database, sqliteDrafts(database)),
    waits: sqliteWaits(database),
    effects: sqliteEffects(database),
    figures: sqliteFigures(database),
    signIns: onDisk(database, sqliteSignIns(database)),
    throttle: sqliteThrottle(database),
    codes: onDisk(database, sqliteCodes(database, codeKey, random)),
    factors: onDisk(database, sqliteFactors(database, codeKey)),
    endpoints: sqliteEndpoints(database),
    personalRows: onDisk(database, sqlitePersonalRows(database)),
    unsent: onDisk(database, sqliteUnsentForms(database)),
  }
}

/** The same port; each of its promises resolves when what was written on the way is on the disk. */
function onDisk<Port extends object>(database: Database, port: Port): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...given: unknown[]): Promise<unknown> => {
        const before = database.written()
        const answer: unknown = await Reflect.apply(member, target, given)
        if (database.written() !== before) await database.onDisk()
        return answer
      }
    },
  })
}

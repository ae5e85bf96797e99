import { generateKeyPairSync, sign } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { selfSignedCertificate } from '#functions/shared/contract/seal/self-signed-certificate.ts'
import { rootKey, rootPageKey } from '#functions/shared/ports/files.ts'
import { rehashed } from '#infra/machine/demo/changed-vote.ts'
import { filesIn } from '#test/infra/machine/files/files-in.ts'
import { chain } from '#workflows/ledger/chain.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { leafHash, merkleRoot } from '#workflows/ledger/merkle.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'

/*
 * A second process with the rights of whoever runs the machine, while Tasvib runs:
 * `node plant-ledger.ts <data folder> <harm> <day> <reference> <another reference>` changes rows of the database, or the root of
 * a day, so that everything it left agrees with everything else.
 */
const [folder = '', harm = '', day = '', reference = '', another = ''] = process.argv.slice(2)
const database = new DatabaseSync(join(folder, 'tasvib.sqlite'))
database.exec('PRAGMA busy_timeout = 5000')

function ledgerOf(of: string): Entry[] {
  const rows = database.prepare('SELECT body FROM entries WHERE reference = ? ORDER BY sequence').all(of)
  return rows.map((row) => parseEntry(JSON.parse(String(row['body']))))
}

/** Writes a ledger with the head that follows from it. */
function write(of: string, entries: readonly Entry[]): void {
  remove(of, 'entries')
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?)')
  for (const entry of entries) insert.run(of, entry.sequence, JSON.stringify(entry))
  const last = entries.at(-1)
  const tip = { sequence: last?.sequence, digest: last?.digest }
  database
    .prepare('UPDATE cases SET head = ?, version = ? WHERE reference = ?')
    .run(JSON.stringify({ state: replay(entries), tip }), last?.sequence ?? 0, of)
}

function remove(of: string, ...tables: readonly string[]): void {
  for (const table of tables) database.prepare(`DELETE FROM ${table} WHERE reference = ?`).run(of)
}

/** Another reason for the withdrawal, with every digest right. */
function rewritten(): Entry[] {
  return rehashed(
    ledgerOf(reference).map((entry) =>
      entry.type === 'ProposalWithdrawn'
        ? { ...entry, data: { ...entry.data, reason: 'A clerk asked me to' } }
        : entry,
    ),
  )
}

/** The day's root over the ledgers as they are by now, signed by a key of one's own in the city's name. */
async function forgeRoot(): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signing = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
  const certificate = await selfSignedCertificate({
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    sign: signing,
    organization: 'شهرداری کرمان',
    now: new Date(),
  })
  const leaves = [reference, another].map((of) => {
    const { sequence = 0, digest = '' } = ledgerOf(of).at(-1) ?? {}
    return leafHash({ reference: of, sequence, digest })
  })
  const page = merkleRoot(leaves)
  const statement = { day, at: `${day}T00:00:01.000Z`, cases: leaves.length, root: merkleRoot([page]) }
  const signature = Buffer.from(await signing(Buffer.from(canonicalJson(statement)))).toString('base64')
  const store = filesIn(folder)
  for (const [key, value] of [
    [rootPageKey(day, page), leaves],
    [rootKey(day), { statement, pages: [page], signature, certificate }],
  ] as const) {
    const body = Buffer.from(canonicalJson(value))
    await store.put({ key, type: 'application/json' }, [body])
  }
}

const harms: Readonly<Record<string, () => unknown>> = {
  rewritten: () => write(reference, rewritten()),
  cut: () => write(reference, ledgerOf(reference).slice(0, -1)),
  'one entry': () =>
    database.prepare('DELETE FROM entries WHERE reference = ? AND sequence = 2').run(reference),
  gone: () => remove(reference, 'outstanding', 'entries', 'revisions', 'words', 'cases'),
  swapped: () => {
    const [one, two] = [ledgerOf(reference), ledgerOf(another)]
    write(reference, two)
    write(another, one)
  },
  'behind the tip': () => {
    const last = ledgerOf(reference).at(-1)
    if (last === undefined) throw new Error('There is no entry')
    const [entry] = chain(last, [last], last.at)
    database
      .prepare('INSERT INTO entries VALUES (?, ?, ?)')
      .run(reference, last.sequence + 1, JSON.stringify(entry))
  },
  'head alone': () => {
    const row = database.prepare('SELECT head FROM cases WHERE reference = ?').get(reference)
    const { state, tip } = JSON.parse(String(row?.['head']))
    const head = JSON.stringify({ state: { ...state, submittedAt: '2020-01-01T00:00:00.000Z' }, tip })
    database.prepare('UPDATE cases SET head = ? WHERE reference = ?').run(head, reference)
  },
  'root of another key': async () => {
    write(reference, rewritten())
    await forgeRoot()
  },
  'root of tomorrow': forgeRoot,
}

const act = harms[harm]
if (act === undefined) throw new Error(`There is no such harm: ${harm}`)
database.exec('PRAGMA foreign_keys = OFF')
await act()
database.close()

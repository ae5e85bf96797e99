import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { StartFailure } from '#infra/machine/start-failure.ts'
import { claimSchema } from '#workflows/links/claim.ts'
import type { Database } from './database.ts'
import { notMoved } from './not-moved.ts'
import { keepLink } from './sqlite-links.ts'

/** The file of the store that the releases before ran as a process of its own, and what it is called once it was moved. */
export const oldStore = 'tasvib.db'
const movedName = 'tasvib.db.moved'

const attribute = z.object({
  S: z.string().optional(),
  N: z.coerce.number().optional(),
  BOOL: z.boolean().optional(),
  SS: z.array(z.string()).optional(),
})
const itemSchema = z.record(z.string(), attribute)

/** A row of the old store. */
interface Item {
  readonly partition: readonly string[]
  readonly sort: readonly string[]
  text(name: string): string | null
  number(name: string): number
  flag(name: string): number
  names(): readonly string[]
  /** Epoch milliseconds at which it may go. */
  expires(): number
}

const positionsSchema = z.object({ shards: z.record(z.string(), z.coerce.number()) })

/**
 * Moves what a release before kept in its store into the database, all or nothing, once: the old file is then kept under another
 * name. What the relay had not heard of is outstanding here too.
 * @param position what the old stream's position file says, if there is one
 * @returns what to tell whoever starts it; undefined where there is nothing to move
 * @throws StartFailure for rows that no release wrote, rather than leave any behind
 */
export async function moveOldStore(
  folder: { file(name: string): string },
  database: Database,
  position: string | undefined,
): Promise<string | undefined> {
  const [file, moved] = [folder.file(oldStore), folder.file(movedName)]
  if (!existsSync(file)) return undefined
  const isEmpty = database.sql.get`SELECT 1 FROM cases` === undefined
  const old = new DatabaseSync(file)
  try {
    if (isEmpty) database.transact(() => moveRows(old, database, position))
    else refuseOthers(old, database)
  } finally {
    old.close()
  }
  // Under its new name nobody looks for it: what it had has to outlive the power first.
  await database.onDisk()
  renameSync(file, moved)
  return [
    `پرونده‌های نسخهٔ پیش به پایگاه دادهٔ تازه آورده شد. فایل پیشین با نام ${moved} مانده و دادهٔ شخصی دارد؛ پس از اطمینان آن را پاک کنید.`,
    `The cases of the release before were moved to the new database. The old file is kept as ${moved} and holds personal data that no erasure reaches: delete it once you have seen that all is there.`,
  ].join('\n')
}

function moveRows(old: DatabaseSync, database: Database, position: string | undefined): void {
  database.sql.run`PRAGMA defer_foreign_keys = ON`
  for (const row of old.prepare('SELECT item_json FROM tasvib').iterate()) {
    moveItem(database, itemIn(z.string().parse(row['item_json'])))
  }
  const kept =
    positionsSchema.safeParse(position === undefined ? {} : JSON.parse(position)).data?.shards ?? {}
  const records = old.prepare(
    "SELECT keys_json, shard_id, sequence_number FROM _stream_records WHERE event_name = 'INSERT' ORDER BY id",
  )
  for (const record of records.iterate()) {
    if (Number(record['sequence_number']) <= (kept[String(record['shard_id'])] ?? 0)) continue
    const { partition, sort } = itemIn(z.string().parse(record['keys_json']))
    if (partition[0] !== 'proposal' || sort[0] !== 'entry') continue
    database.sql.run`INSERT INTO outstanding (reference, sequence)
      SELECT reference, sequence FROM entries WHERE reference = ${partition[1] ?? ''} AND sequence = ${Number(sort[1])}`
  }
}

function itemIn(json: string): Item {
  const attributes = itemSchema.parse(JSON.parse(json))
  return {
    partition: (attributes['PK']?.S ?? '').split('#'),
    sort: (attributes['SK']?.S ?? '').split('#'),
    text: (name) => attributes[name]?.S ?? null,
    number: (name) => attributes[name]?.N ?? 0,
    flag: (name) => (attributes[name]?.BOOL === true ? 1 : 0),
    names: () => attributes['names']?.SS ?? [],
    expires: () => (attributes['expires']?.N ?? 0) * 1_000,
  }
}

function moveItem(database: Database, item: Item): void {
  const [kind = '', first = '', second = ''] = item.partition
  const move = kind === 'contract' && first === 'releases' ? movers['releases'] : movers[kind]
  if (move === undefined) throw unknownRow(kind)
  move(database, item, [first, second])
}

type Mover = (database: Database, item: Item, rest: readonly [string, string]) => void

const bodyIn = (item: Item): string => item.text('body') ?? 'null'

/** By the beginning of a row's partition. */
const movers: Readonly<Record<string, Mover>> = {
  proposal: (database, item, [reference]) => {
    const [kind = ''] = item.sort
    const move = caseMovers[kind]
    if (move === undefined) throw unknownRow(kind)
    move(database, item, [reference, ''])
  },
  code: ({ sql }, item, [reference, signatory]) => {
    sql.run`INSERT INTO codes VALUES (${reference}, ${signatory}, ${item.text('hash') ?? ''}, ${item.number('tries')},
      ${item.number('until')}, ${item.text('earlier') ?? '[]'})`
  },
  draft: ({ sql }, item, [reference]) => {
    const [stage = '', seat = ''] = item.sort
    sql.run`INSERT INTO drafts VALUES (${reference}, ${stage}, ${seat}, ${bodyIn(item)}, ${item.expires()})`
  },
  link: (database, item, [digest]) => keepLink(database, digest, claimSchema.parse(JSON.parse(bodyIn(item)))),
  // Lists of links: here a link says itself whose it is.
  links: () => undefined,
  sessions: () => undefined,
  request: ({ sql }, item, [digest]) => {
    const { answer } = z.object({ answer: z.unknown() }).parse(JSON.parse(bodyIn(item)))
    sql.run`INSERT INTO requests VALUES (${digest}, ${JSON.stringify(answer ?? null)}, ${item.expires()})`
  },
  contract: ({ sql }, item, [mark]) => {
    sql.run`INSERT INTO contract_marks VALUES (${mark}, ${bodyIn(item)})`
  },
  releases: ({ sql }, item) => {
    sql.run`INSERT INTO contract_releases VALUES (${item.sort.join('#')}, ${bodyIn(item)})`
  },
  figures: ({ sql }, item) => {
    sql.run`INSERT INTO figures VALUES (${item.sort.join('#')}, ${item.number('count')}, ${item.number('revenue')},
      ${item.number('seconds')})`
  },
  search: ({ sql }, { sort: [word = '', newestFirst = '', reference = ''] }) => {
    sql.run`INSERT INTO words VALUES (${word}, ${newestFirst}, ${reference})`
  },
  endpoint: ({ sql }, item, [digest]) => {
    const { disabled } = z.object({ disabled: z.boolean() }).parse(JSON.parse(bodyIn(item)))
    sql.run`INSERT INTO endpoints VALUES (${digest}, ${disabled ? 1 : 0})`
  },
  throttle: ({ sql }, item, [bucket]) => {
    const window = item.sort.join('#')
    sql.run`INSERT INTO throttles VALUES (${bucket}, ${window}, ${item.number('taken')}, ${item.expires()})`
    for (const name of item.names())
      sql.run`INSERT INTO throttle_names VALUES (${bucket}, ${window}, ${name})`
  },
}

/** By the beginning of a row's sort key, of rows that are of one case. */
const caseMovers: Readonly<Record<string, Mover>> = {
  head: ({ sql }, item, [reference]) => {
    const [due_to] = (item.text('dueShard') ?? '').split('#')
    // A head of an early release has no place in the lists until its case moves.
    const place = (item.text('placeShard') ?? '').replace(/#\d$/, '')
    sql.run`INSERT INTO cases VALUES (${reference}, ${item.number('version')}, ${bodyIn(item)},
      ${item.text('statusShard')?.startsWith('open') === true ? 1 : 0}, ${item.text('updated') ?? ''},
      ${due_to === '' ? null : due_to === 'due' ? 'clock' : 'retention'}, ${item.text('due')}, ${place},
      ${item.text('placeSince') ?? ''}, ${item.text('deadline')}, ${item.text('attention')})`
  },
  entry: ({ sql }, item, [reference]) => {
    sql.run`INSERT INTO entries VALUES (${reference}, ${Number(item.sort[1])}, ${bodyIn(item)})`
  },
  revision: ({ sql }, item, [reference]) => {
    sql.run`INSERT INTO revisions VALUES (${reference}, ${Number(item.sort[1])}, ${bodyIn(item)})`
  },
  effect: ({ sql }, item, [reference]) => {
    const [, sequence, ...kind] = item.sort
    sql.run`INSERT INTO effects (reference, sequence, kind, done, dropped, lease, attempts, last_error, at, message_id,
        delivered_at, bounced_at, bounced_for_now_at, complained_at, failing)
      VALUES (${reference}, ${Number(sequence)}, ${kind.join('#')}, ${item.flag('done')}, ${item.text('dropped')},
        ${item.number('lease')}, ${item.number('attempts')}, ${item.text('lastError')}, ${item.text('at') ?? ''},
        ${item.text('messageId')}, ${item.text('deliveredAt')}, ${item.text('bouncedAt')},
        ${item.text('bouncedForNowAt')}, ${item.text('complainedAt')}, ${item.text('attention')})`
  },
  wait: ({ sql }, item, [reference]) => {
    sql.run`INSERT INTO waits VALUES (${reference}, ${bodyIn(item)})`
  },
  counted: ({ sql }, item, [reference]) => {
    sql.run`INSERT INTO counted VALUES (${reference}, ${item.number('upTo')})`
  },
}

function unknownRow(kind: string): StartFailure {
  return notMoved({
    fa: `در فایل ${oldStore} ردیفی از گونهٔ «${kind}» هست که هیچ نسخه‌ای ننوشته است؛`,
    en: `The file ${oldStore} has a row of the kind "${kind}", which no release has written.`,
  })
}

/** Beside cases of another database it may only lie from a run that died with all of it moved. */
function refuseOthers(old: DatabaseSync, { sql }: Database): void {
  const heads = old.prepare("SELECT item_json FROM tasvib WHERE sk = 'S:head'")
  for (const row of heads.iterate()) {
    const [, reference = ''] = itemIn(z.string().parse(row['item_json'])).partition
    if (sql.get`SELECT 1 FROM cases WHERE reference = ${reference}` === undefined)
      throw notMoved({
        fa: `پروندهٔ ${reference} در فایل ${oldStore} هست و در پایگاه دادهٔ این پوشه نیست؛`,
        en: `The case ${reference} is in the file ${oldStore} and not in the database beside it.`,
      })
  }
}

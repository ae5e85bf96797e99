import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '#infra/machine/files/file-store.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { mailsUnderWay } from '#infra/machine/mails-under-way.ts'
import { messageQueue } from '#infra/machine/message-queue.ts'
import { moveOldFolders } from '#infra/machine/store/move-old-folders.ts'
import { databaseOf, temporaryData } from './temporary-data.ts'

const folders = ['objects', 'mail', 'mail-outbox', 'mail-reports', 'mail-refused', 'calls.db']

const now = () => new Date('2026-11-30T10:00:00.000Z')
const pdf = Buffer.from('%PDF-1.7\nنامه\n%%EOF')

/** A folder as the release before left it. */
async function folderOfBefore() {
  const data = await temporaryData()
  const bucket = join(data.file('objects'), 'b7a1d2c3e4f50617')
  mkdirSync(bucket, { recursive: true })
  const put = (key: string, body: Buffer, headers: Record<string, string>) => {
    const described = { key, size: body.length, md5: '-', modified: '2026-11-20T08:00:00.000Z', headers }
    const name = createHash('sha256').update(key).digest('hex')
    writeFileSync(join(bucket, name), Buffer.concat([Buffer.from(`${JSON.stringify(described)}\n`), body]))
  }
  put('cases/TSV-1405-AAAAA/attachments/one', pdf, {
    'content-type': 'application/pdf',
    'x-amz-meta-name': encodeURIComponent('طرح.pdf'),
  })
  put('cases/TSV-1405-BBBBB/attachments/two', pdf, { 'content-type': 'application/pdf' })
  put('cases/empty', Buffer.alloc(0), {})
  writeFileSync(join(bucket, 'draft.tmp'), 'left over')

  const mail = data.file('mail')
  mkdirSync(mail)
  const written = {
    number: 7,
    messageId: 'a-message',
    at: '2026-11-20T08:00:00.000Z',
    from: 'tasvib@city.example',
    to: ['canary@startup.example'],
    replyTo: [],
    subject: 'موضوع',
    html: '<p>متن</p>',
    text: 'متن',
    headers: {},
    attachments: [{ name: 'contract.pdf', type: 'application/pdf', size: pdf.length }],
  }
  writeFileSync(join(mail, '00000007.json'), JSON.stringify(written))
  writeFileSync(join(mail, '00000007.attachment-0'), pdf)

  // One mail that is gone, and one that is there.
  const markers = [
    ['mail-outbox', '00000003', ''],
    ['mail-outbox', '00000007', ''],
    ['mail-reports', '00000007.delayed.json', '{"outcome":"delayed","at":"2026-11-20T08:00:00.000Z"}'],
    [
      'mail-reports',
      '00000007.json',
      '{"outcome":"refused","at":"2026-11-20T09:00:00.000Z","said":"550 5.1.1"}',
    ],
    ['mail-refused', '00000007', ''],
  ] as const
  for (const [folder, name, body] of markers) {
    mkdirSync(data.file(folder), { recursive: true })
    writeFileSync(join(data.file(folder), name), body)
  }

  const calls = new DatabaseSync(data.file('calls.db'))
  calls.exec(`CREATE TABLE messages (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL,
    body TEXT NOT NULL, visible_at INTEGER NOT NULL, receives INTEGER NOT NULL, receipt TEXT UNIQUE);
    INSERT INTO messages (id, queue, body, visible_at, receives, receipt)
    VALUES ('m1', 'calls', '{"reference":"TSV-1405-AAAAA","sequence":9}', 5000, 3, 'old'), ('m2', 'aside', '{}', 1, 51, NULL);`)
  calls.close()
  return data
}

describe('a data folder of the release before', () => {
  it('has its files, mails and calls in the database after the first start, and after a second as well', async () => {
    const data = await folderOfBefore()
    const database = databaseOf(data)
    const store = openFileStore({ database, folder: await data.folder('files'), now })
    for (let time = 0; time < 2; time += 1) await moveOldFolders(data, database, store)

    const first = store.find('cases/TSV-1405-AAAAA/attachments/one')
    expect(first).toMatchObject({
      size: pdf.length,
      type: 'application/pdf',
      name: 'طرح.pdf',
      digest: createHash('sha256').update(pdf).digest('hex'),
      modified: '2026-11-20T08:00:00.000Z',
    })
    for (const key of ['cases/TSV-1405-AAAAA/attachments/one', 'cases/TSV-1405-BBBBB/attachments/two'])
      expect(await store.read(key)).toEqual(pdf)
    expect(await store.read('cases/empty')).toEqual(Buffer.alloc(0))

    const mailbox = openMailbox({ database, now })
    expect(mailbox.list()).toMatchObject([{ number: 7, subject: 'موضوع', text: 'متن', tags: {} }])
    expect(await mailbox.readAttachment(7, 0)).toEqual(pdf)
    const underWay = mailsUnderWay(database, now)
    expect(underWay.waiting()).toEqual([7])
    expect(underWay.untold()).toMatchObject([
      { number: 7, outcome: 'delayed' },
      { number: 7, outcome: 'refused', said: '550 5.1.1' },
    ])
    const next = await mailbox.add({
      from: 'a',
      to: [],
      replyTo: [],
      subject: '',
      html: '',
      text: '',
      headers: {},
      attachments: [],
    })
    expect(next.number).toBe(8)

    const queue = messageQueue(database)
    expect(queue.receive(5_000, 6_000)).toMatchObject({ id: 'm1', receives: 4 })
    expect(queue.list('aside')).toHaveLength(1)
    expect(folders.filter((name) => existsSync(data.file(name)))).toEqual([])
  })

  it('keeps nothing of persons in the mails of cases that were erased before', async () => {
    const data = await folderOfBefore()
    const database = databaseOf(data)
    for (const [reference, applicant] of [
      ['TSV-1405-AAAAA', null],
      ['TSV-1405-BBBBB', { name: 'N' }],
    ] as const) {
      const head = JSON.stringify({ state: { status: 'closed', applicant } })
      database.sql.run`INSERT INTO cases (reference, version, head, open, updated, place, place_since)
        VALUES (${reference}, 1, ${head}, 0, '', '', '')`
    }
    const read = JSON.parse(readFileSync(join(data.file('mail'), '00000007.json'), 'utf8'))
    const write = (number: number, text: string) =>
      writeFileSync(
        join(data.file('mail'), `0000000${number}.json`),
        JSON.stringify({ ...read, number, text, attachments: [] }),
      )
    writeFileSync(
      join(data.file('mail'), '00000007.json'),
      JSON.stringify({ ...read, subject: 'TSV-1405-AAAAA: contract' }),
    )
    write(8, 'Your case TSV-1405-BBBBB')
    await moveOldFolders(data, database, openFileStore({ database, folder: await data.folder('files'), now }))
    const mailbox = openMailbox({ database, now })
    expect(mailbox.list().map(({ number, to, text }) => [number, to, text])).toEqual([
      [7, [], ''],
      [8, ['canary@startup.example'], 'Your case TSV-1405-BBBBB'],
    ])
    expect(database.sql.all`SELECT * FROM mail_attachments`).toEqual([])
    expect(JSON.stringify(database.sql.all`SELECT body FROM mails WHERE number = 7`)).not.toMatch(
      /canary|contract/,
    )
  })

  it('keeps no address of an applicant erased before in mails that name no case, and that of others', async () => {
    const data = await folderOfBefore()
    const database = databaseOf(data)
    const head = JSON.stringify({ state: { status: 'closed', applicant: null } })
    database.sql.run`INSERT INTO cases (reference, version, head, open, updated, place, place_since)
      VALUES ('TSV-1405-AAAAA', 1, ${head}, 0, '', '', '')`
    const read = JSON.parse(readFileSync(join(data.file('mail'), '00000007.json'), 'utf8'))
    const write = (number: number, to: string, tag?: string) =>
      writeFileSync(
        join(data.file('mail'), `0000000${number}.json`),
        JSON.stringify({
          ...read,
          number,
          to: [to],
          text: 'words',
          attachments: [],
          tags: tag === undefined ? {} : { 'effect-1': tag },
        }),
      )
    const [erased, kept] = ['erased@startup.example', 'kept@startup.example']
    write(1, erased)
    write(2, erased, 'TSV-1405-AAAAA_3_mail-applicant_approved')
    write(3, 'reviewer@kerman.example', 'TSV-1405-AAAAA_2_mail-reviewer_review-requested')
    write(4, 'reviewer@kerman.example')
    write(5, kept, 'TSV-1405-AAAAA_4_mail-applicant_approved')
    write(6, kept, 'TSV-1405-BBBBB_4_mail-applicant_approved')
    write(8, kept)
    await moveOldFolders(data, database, openFileStore({ database, folder: await data.folder('files'), now }))
    const told = openMailbox({ database, now }).list()
    expect(told.map(({ number, to, text }) => [number, ...to, text])).toEqual([
      [1, ''],
      [2, ''],
      [3, ''],
      [4, 'reviewer@kerman.example', 'words'],
      [5, ''],
      [6, kept, 'words'],
      [7, 'canary@startup.example', 'متن'],
      [8, kept, 'words'],
    ])
  })

  it('moves no file again that it moved before it died, nor brings back one that was erased since', async () => {
    const data = await folderOfBefore()
    const database = databaseOf(data)
    const store = openFileStore({ database, folder: await data.folder('files'), now })
    const put: string[] = []
    const dying = {
      ...store,
      put: async (...[file, chunks]: Parameters<typeof store.put>) => {
        if (put.length === 1) throw new Error('killed')
        put.push(file.key)
        return store.put(file, chunks)
      },
    }
    await expect(moveOldFolders(data, database, dying)).rejects.toThrow('killed')
    const [first = ''] = put
    await store.remove(first)
    await moveOldFolders(data, database, store)
    const keys = [
      'cases/TSV-1405-AAAAA/attachments/one',
      'cases/TSV-1405-BBBBB/attachments/two',
      'cases/empty',
    ]
    expect(store.list('').map(({ key }) => key)).toEqual(keys.filter((key) => key !== first))
  })

  it('takes up a removal of mails that a run died in', async () => {
    const data = await folderOfBefore()
    const kept = data.file('kept')
    cpSync(data.file('mail'), kept, { recursive: true })
    const database = databaseOf(data)
    const store = openFileStore({ database, folder: await data.folder('files'), now })
    await moveOldFolders(data, database, store)
    const mailbox = openMailbox({ database, now })
    await mailbox.forget(7)
    cpSync(kept, data.file('mail'), { recursive: true })
    // As a run of a release before left it: the attachments went first.
    rmSync(join(data.file('mail'), '00000007.attachment-0'))
    cpSync(kept, data.file('mail.moved'), { recursive: true })
    await moveOldFolders(data, database, store)
    expect(openMailbox({ database, now }).list()).toEqual(mailbox.list())
    await expect(mailbox.readAttachment(7, 0)).rejects.toThrow('no such attachment')
    expect(['mail', 'mail.moved'].filter((name) => existsSync(data.file(name)))).toEqual([])
  })

  it('keeps what it had when one of its files is of no release, and says which', async () => {
    const data = await folderOfBefore()
    const odd = join(data.file('objects'), 'b7a1d2c3e4f50617', 'f'.repeat(64))
    writeFileSync(odd, 'no description')
    const database = databaseOf(data)
    const store = openFileStore({ database, folder: await data.folder('files'), now })
    await expect(moveOldFolders(data, database, store)).rejects.toThrow(odd)
    expect(existsSync(odd)).toBe(true)
    expect(existsSync(data.file('mail'))).toBe(true)
  })
})

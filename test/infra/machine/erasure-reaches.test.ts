import { spawn } from 'node:child_process'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetErased } from '#infra/machine/forget-erased.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import type { Database } from '#infra/machine/store/database.ts'
import { removeUnfinished } from '#infra/machine/unfinished-files.ts'
import { databaseOf, temporaryData } from './temporary-data.ts'

const mail = { from: 'tasvib@city.example', replyTo: [], headers: {}, attachments: [] }
const tagOf = (reference: string, kind: string) => ({ 'effect-1': `${reference}_2_${kind}` })

const said = (to: string, tags: Record<string, string> = {}) => ({
  ...mail,
  to: [to],
  subject: `About Canary, to ${to}`,
  html: '<p>Canary</p>',
  text: 'Canary',
  tags,
  attachments: [{ name: 'Canary.pdf', type: 'application/pdf', bytes: Buffer.from('Canary') }],
})

const entry = (type: string) => ({ reference: 'TSV-1405-AAAAA', body: JSON.stringify({ type }) })

/** All that the mailbox's tables hold. */
function mailText({ sql }: Database): string {
  const attached = sql.all`SELECT bytes FROM mail_attachments`.map(({ bytes }) =>
    String(Buffer.from(bytes as Uint8Array)),
  )
  return [...sql.all`SELECT body FROM mails`.map(({ body }) => String(body)), ...attached].join('\n')
}

describe('an erasure on one machine', () => {
  it('reaches the mailbox: the mails of the case, those to its applicant, and nobody else’s', async () => {
    const data = await temporaryData()
    const database = databaseOf(data)
    const mailbox = openMailbox({ database, now: () => new Date('2026-11-30T00:00:00Z') })
    await mailbox.add(said('canary@startup.example', tagOf('TSV-1405-AAAAA', 'mail-applicant_case-begun')))
    await mailbox.add(
      said('reviewer@city.example', tagOf('TSV-1405-AAAAA', 'mail-reviewer_review-requested_a')),
    )
    await mailbox.add(said('canary@startup.example'))
    await mailbox.add({
      ...said('other@startup.example', tagOf('TSV-1405-BBBBB', 'mail-applicant_confirm-address')),
      subject: 'B',
      html: 'B',
      text: 'B',
      attachments: [],
    })
    await mailbox.add({
      ...said('reviewer@city.example'),
      subject: 'C',
      html: 'C',
      text: 'C',
      attachments: [],
    })
    await forgetErased([entry('CaseClosed')], mailbox)
    expect(mailText(database)).toContain('Canary')
    for (let time = 0; time < 2; time += 1) await forgetErased([entry('PersonalDataErased')], mailbox)
    expect(mailText(database)).not.toMatch(/canary/i)
    expect(mailbox.list().map(({ to, text }) => [to[0], text])).toEqual([
      [undefined, ''],
      [undefined, ''],
      [undefined, ''],
      ['other@startup.example', 'B'],
      ['reviewer@city.example', 'C'],
    ])
    const again = openMailbox({ database, now: () => new Date() })
    expect(again.list()).toHaveLength(5)
  })

  it.each([
    ['the case never showed that the address is its applicant’s', ['AAAAA_2_mail-applicant_confirm-address']],
    [
      'another case of the address lives on',
      ['AAAAA_2_mail-applicant_case-begun', 'BBBBB_1_mail-applicant_confirm-address'],
    ],
  ])('leaves mails of no case alone where %s', async (_, effects) => {
    const database = databaseOf(await temporaryData())
    const mailbox = openMailbox({ database, now: () => new Date('2026-11-30T00:00:00Z') })
    for (const effect of effects)
      await mailbox.add(said('canary@startup.example', { 'effect-1': `TSV-1405-${effect}` }))
    await mailbox.add(said('canary@startup.example'))
    await forgetErased([entry('PersonalDataErased')], mailbox)
    const [first, ...others] = mailbox.list()
    expect(first).toMatchObject({ to: [], text: '' })
    for (const other of others)
      expect(other).toMatchObject({ to: ['canary@startup.example'], text: 'Canary' })
  })

  it('reaches files that a crash left unfinished: at the start all but an operator’s, later those that nobody is writing', async () => {
    const data = await temporaryData()
    const folder = await data.folder('files')
    const name = (start: string) => join(folder, `${start}.${crypto.randomUUID()}.tmp`)
    const [old, fresh] = [name('a'), name('b')]
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
    const [others, own] = [name(`c.${child.pid}`), name(`d.${process.pid}`)]
    for (const path of [old, fresh, others, own, join(folder, 'kept.tmp'), join(folder, 'kept')])
      await writeFile(path, 'x')
    const earlier = new Date(Date.now() - 2 * 60 * 60_000)
    await utimes(old, earlier, earlier)
    expect(await removeUnfinished(data.path)).toBe(1)
    // An operator's command may be writing; what is called by our own number is of a process before us.
    expect(await removeUnfinished(data.path, { all: true })).toBe(2)
    expect((await readdir(folder)).sort()).toEqual([basename(others), 'kept', 'kept.tmp'])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
    expect(await removeUnfinished(data.path, { all: true })).toBe(1)
    expect((await readdir(folder)).sort()).toEqual(['kept', 'kept.tmp'])
  })
})

import { describe, expect, it } from 'vitest'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import { dynamoUnsentForms } from '#functions/shared/aws/dynamo/dynamo-ports.ts'
import { attemptCommit } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import { type PersonalRows, wordsOfApplicant } from '#functions/shared/ports/personal-rows.ts'
import { random } from '#functions/shared/ports/random.ts'
import { type UnsentForms, unsentMailbox } from '#functions/shared/ports/unsent-forms.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteLinks } from '#infra/machine/store/sqlite-links.ts'
import { sqlitePersonalRows } from '#infra/machine/store/sqlite-personal-rows.ts'
import { sqliteUnsentForms } from '#infra/machine/store/sqlite-ports.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { type Revision, revisionDigests } from '#workflows/proposal/revision.ts'
import { hasStore, useTable } from './real-table.ts'

const now = () => new Date('2026-11-29T08:00:00.000Z')
const applicant = { name: 'Canary Founder', organisation: 'Canary Team', email: 'canary@startup.example' }

interface Stores {
  readonly cases: CaseStore
  readonly links: Links
  readonly rows: PersonalRows
  readonly unsent: UnsentForms
}

const shared = 's'.repeat(22)
const own = 'o'.repeat(22)
const other = 'x'.repeat(22)

/** A file of before cases had their own: two of them may have it. */
const earlierFile = (fileId: string): FileRecord => ({
  fileId,
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 3,
  sha256: '0'.repeat(64),
})

async function submitted(
  { cases }: Stores,
  reference: string,
  fileIds: readonly string[],
): Promise<Revision> {
  const content = {
    open: { title: 'Health at home' },
    personal: { salt: 'a salt that is long', value: { mobile: '09121234567' } },
    files: fileIds.map(earlierFile),
  }
  const revision = {
    reference,
    revision: 1,
    at: now().toISOString(),
    ...content,
    ...revisionDigests(content),
  }
  const documents = {
    documentsDigest: revision.documentsDigest,
    title: 'Health at home',
    sector: 'health',
    contractType: 'revenue_share',
    expectedRevenue: 1,
  }
  await attemptCommit(
    { cases, random, programmeOf: () => kerman, now, programme: kerman },
    null,
    { type: 'submit', reference, language: 'fa', documents, applicant },
    [{ kind: 'revision', revision }],
  )
  return revision
}

function personalRows(stores: () => Stores, [first, second]: readonly [string, string]): void {
  it('are erased of one case, and of no other', async () => {
    const { cases, links, rows } = stores()
    const revision = await submitted(stores(), first, [shared, own])
    await submitted(stores(), second, [shared, other])
    expect(await rows.filesOfOthers(second, [shared, other])).toEqual(new Set([shared]))
    const expires = '2027-01-01T00:00:00.000Z'
    const token = await links.issue({ opens: 'track', reference: first, expires })
    const another = await links.issue({ opens: 'track', reference: second, expires })

    const state = (await cases.find(first))?.state
    const entries = await cases.entries(first)
    if (state === undefined) throw new Error('The case is there')
    const found = async () =>
      (await cases.list({ word: 'canary', limit: 10 })).cases.map(({ reference }) => reference).sort()
    expect(await found()).toEqual([first, second].sort())
    await rows.deleteSearchWords(state, wordsOfApplicant(state, entries))
    expect(await found()).toEqual([second])

    await rows.eraseBesideEntry(first, 1)
    expect(JSON.stringify(await cases.entries(first))).not.toMatch(/canary/i)
    expect(JSON.stringify(await cases.entries(second))).toMatch(/canary/i)
    expect((await cases.entries(first))[0]).toMatchObject({ digest: entries[0]?.digest })

    await rows.eraseInRevision(revision)
    expect((await cases.revision(first, 1))?.personal).toBeNull()
    expect((await cases.revision(second, 1))?.personal).not.toBeNull()
    expect(await rows.filesOfOthers(second, [shared, other])).toEqual(new Set())

    expect(await rows.deleteLinks(first)).toBe(1)
    expect([await links.find(token), (await links.find(another))?.opens]).toEqual([undefined, 'track'])
    expect(await rows.deleteLinks(first)).toBe(0)
  })

  it('of half-filled forms are found by their link, and erased by their mailbox in any spelling', async () => {
    const { rows, unsent } = stores()
    const mailbox = unsentMailbox('Canary@startup.example')
    const form = { mailbox, sealed: 'sealed', expires: '2026-12-13T08:00:00.000Z' }
    const others = { ...form, mailbox: unsentMailbox('other@startup.example') }
    await unsent.keep('digest-1', form)
    await unsent.keep('digest-2', form)
    await unsent.keep('digest-3', others)
    expect(await unsent.find('digest-1', now())).toEqual(form)
    expect(await unsent.find('digest-1', new Date(form.expires))).toBeUndefined()
    await unsent.erase('digest-1')
    await unsent.erase('digest-1')
    expect(await unsent.find('digest-1', now())).toBeUndefined()
    await rows.deleteUnsent(unsentMailbox('canary@STARTUP.example'))
    expect(await unsent.find('digest-2', now())).toBeUndefined()
    expect(await unsent.find('digest-3', now())).toEqual(others)
  })

  it('of half-filled forms are written and erased by their writer while they have it', async () => {
    const { unsent } = stores()
    const form = { mailbox: 'mailbox', sealed: 'first', expires: '2026-12-13T08:00:00.000Z' }
    const owned = { ...form, writer: 'writer-1' }
    expect(await unsent.keep('digest-4', { ...owned, sealed: 'none' }, 'writer-1')).toBe(false)
    expect(await unsent.find('digest-4', now())).toBeUndefined()
    expect(await unsent.keep('digest-4', owned)).toBe(true)
    expect(await unsent.keep('digest-4', { ...owned, sealed: 'second' }, 'writer-1')).toBe(true)
    expect(await unsent.keep('digest-4', { ...owned, sealed: 'forged' }, 'writer-2')).toBe(false)
    await unsent.erase('digest-4', 'writer-2')
    expect(await unsent.find('digest-4', now())).toEqual({ ...owned, sealed: 'second' })
    expect(await unsent.keep('digest-4', { ...form, sealed: 'third' })).toBe(true)
    expect(await unsent.keep('digest-4', { ...owned, sealed: 'late' }, 'writer-1')).toBe(false)
    await unsent.erase('digest-4', 'writer-1')
    expect(await unsent.find('digest-4', now())).toEqual({ ...form, sealed: 'third' })
    await unsent.keep('digest-4', owned)
    await unsent.erase('digest-4', 'writer-1')
    expect(await unsent.find('digest-4', now())).toBeUndefined()
  })

  it('that are not there are named', async () => {
    await expect(stores().rows.eraseBesideEntry(first, 99)).rejects.toThrow(`${first} has no entry 99`)
    const revision = await stores().cases.revision(first, 1)
    if (revision === undefined) throw new Error('The revision is there')
    const unknown = stores().rows.eraseInRevision({ ...revision, revision: 9 })
    await expect(unknown).rejects.toThrow(/no revision 9|conditional request/i)
  })
}

describe.runIf(hasStore)('personal rows of the table', () => {
  const table = useTable()
  const stores = () => ({
    cases: dynamoCases(table(), now),
    links: dynamoLinks(table(), random, now),
    rows: dynamoPersonalRows(table()),
    unsent: dynamoUnsentForms(table()),
  })
  personalRows(stores, ['TSV-1405-2AAAA', 'TSV-1405-2BBBB'])
})

describe("personal rows of the machine's database", () => {
  const database = openDatabase(':memory:')
  const stores = () => ({
    cases: sqliteCases(database, { now }),
    links: sqliteLinks(database, random, now),
    rows: sqlitePersonalRows(database),
    unsent: sqliteUnsentForms(database),
  })
  personalRows(stores, ['TSV-1405-2AAAA', 'TSV-1405-2BBBB'])
})

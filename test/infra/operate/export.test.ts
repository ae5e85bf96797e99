import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { eraseCase } from '#functions/shared/erasure/erase-case.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { checkExport } from '#infra/operate/export/check-export.ts'
import { exportAll } from '#infra/operate/export/export-all.ts'
import { onRowsOfBothHomes } from '#test/ports/rows-of-homes.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { applicant, by, caseToErase, personalForm } from './case-to-erase.ts'

const now = () => new Date('2026-11-25T10:00:00.000Z')
const reference = 'TSV-1405-X0001'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

onRowsOfBothHomes('an export of everything', (rows) => {
  /** Exports anew, after one case was submitted in the first test. */
  async function exported() {
    folder = await mkdtemp(join(tmpdir(), 'tasvib-export-'))
    count += 1
    const made = await caseToErase(rows(), `${reference}${count}`, now)
    const looked: number[] = []
    const run = (programmeOf: () => Programme = () => kerman) =>
      exportAll(folder, {
        ...made,
        // The others of the suite have lost their files with their tests.
        all: { references: () => only(`${reference}${count}`) },
        programmeOf,
        programme: kerman,
        now,
        progress: (cases) => looked.push(cases),
      })
    const own = join(folder, 'cases', `${reference}${count}`)
    return { ...made, run, looked, own, told: await run() }
  }
  let count = 0

  it('holds each case with its ledger, forms and files, and is whole', async () => {
    const { told, own, attached, looked } = await exported()
    expect(told).toMatchObject({ ok: true })
    expect(looked).toEqual([1])
    expect((await readdir(own)).sort()).toEqual([
      'attachments',
      'case.json',
      'effects.jsonl',
      'entries.jsonl',
      'files.json',
      'revisions.jsonl',
    ])
    expect(await readFile(join(own, 'revisions.jsonl'), 'utf8')).toContain(personalForm.nationalCode)
    expect(await readFile(join(own, 'attachments', `file-${attached.fileId}`), 'utf8')).toContain(
      'canary attachment',
    )
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['README.txt', 'manifest.json', 'programmes']),
    )
    expect(await checkExport(folder)).toMatchObject({ ok: true, lines: [expect.stringContaining('1 cases')] })
  })

  it('holds nothing that opens a link', async () => {
    const { links, own } = await exported()
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files
        .filter((item) => item.isFile())
        .map((item) => readFile(join(item.parentPath, item.name), 'latin1')),
    )
    expect(texts.length).toBeGreaterThan(7)
    for (const token of [links.token, links.signing, links.others]) expect(texts.join()).not.toContain(token)
    expect(await readFile(join(own, 'entries.jsonl'), 'utf8')).not.toContain('link#')
  })

  it('leaves a case as it is that did not move, and brings one up to date that did', async () => {
    const { run, must, own } = await exported()
    expect((await run()).lines[0]).toContain(' 0 of them written')
    await must({ type: 'confirm' })
    expect((await run()).lines[0]).toContain(' 1 of them written')
    expect(await readFile(join(own, 'entries.jsonl'), 'utf8')).toContain('AddressConfirmed')
    expect(await checkExport(folder)).toMatchObject({ ok: true })
  })

  it('takes up a case anew that a run which died left half-written', async () => {
    const { run, own } = await exported()
    await rm(join(own, 'files.json'))
    await rm(join(own, 'revisions.jsonl'))
    expect((await run()).lines[0]).toContain(' 1 of them written')
    expect(await checkExport(folder)).toMatchObject({ ok: true })
  })

  it('names an attachment that was gone when it was made, though nobody was erased', async () => {
    const { run, must, dependencies, own, attached } = await exported()
    await must({ type: 'withdraw', reason: 'Another partner' })
    await dependencies.remove(attachmentKey(`${reference}${count}`, attached))
    await run()
    expect(JSON.parse(await readFile(join(own, 'files.json'), 'utf8')).missing).toHaveLength(1)
    const { ok, lines } = await checkExport(folder)
    expect(ok).toBe(false)
    expect(lines).toEqual([
      expect.stringMatching(/attachments\/file-\S+: the attachment "plan\.pdf" is missing/),
    ])
  })

  it('forgets an applicant of whom it was made while only the ledger said that they are erased', async () => {
    const { run, must, dependencies, own } = await exported()
    await must({ type: 'withdraw', reason: 'Another partner' })
    await must({ type: 'erase', by, reason: 'The applicant asked for it' })
    await run()
    expect(await readFile(join(own, 'revisions.jsonl'), 'utf8')).toContain(personalForm.nationalCode)
    await eraseCase(
      `${reference}${count}`,
      { type: 'erase', by, reason: 'Anew, as that run died' },
      dependencies,
    )
    expect((await run()).lines[0]).toContain(' 1 of them written')
    expect(await readFile(join(own, 'revisions.jsonl'), 'utf8')).not.toContain(personalForm.nationalCode)
    expect(await checkExport(folder)).toMatchObject({ ok: true })
  })

  it('is whole with a case whose applicant was erased, and keeps nothing of an earlier export of it', async () => {
    const { run, must, dependencies, own } = await exported()
    await must({ type: 'withdraw', reason: 'Another partner' })
    await eraseCase(`${reference}${count}`, { type: 'erase', by, reason: 'Asked for' }, dependencies)
    await run()
    expect(JSON.parse(await readFile(join(own, 'files.json'), 'utf8')).missing).toHaveLength(1)
    expect(await readdir(join(own, 'attachments'))).toEqual([])
    for (const name of ['case.json', 'entries.jsonl', 'revisions.jsonl', 'effects.jsonl']) {
      const text = await readFile(join(own, name), 'utf8')
      expect(
        [personalForm.nationalCode, applicant.name, applicant.email].filter((trace) => text.includes(trace)),
      ).toEqual([])
    }
    expect(await checkExport(folder)).toMatchObject({ ok: true })
  })

  it('is whole with an erased case whose rules are kept no more, and names one that still needs them', async () => {
    const { run, must, dependencies } = await exported()
    const own = `${reference}${count}`
    const needed = await run(gone)
    expect(needed.ok).toBe(false)
    expect(needed.lines.join('\n')).toMatch(/rules/)
    expect(needed.lines.join('\n')).toContain(own)
    expect(await checkExport(folder)).toMatchObject({ ok: true })
    await must({ type: 'withdraw', reason: 'Another partner' })
    await eraseCase(own, { type: 'erase', by, reason: 'Asked for' }, dependencies)
    expect(await run(gone)).toMatchObject({ ok: true })
    expect(await checkExport(folder)).toMatchObject({ ok: true })
    await expect(
      run(() => {
        throw new Error('Another failure')
      }),
    ).rejects.toThrow('Another failure')
  })

  it('is found out when a file was changed, left out or added, or an entry was', async () => {
    const { own } = await exported()
    await appendFile(join(own, 'attachments', await attachmentOf(own)), 'x')
    const entries = await readFile(join(own, 'entries.jsonl'), 'utf8')
    await writeFile(join(own, 'entries.jsonl'), entries.replace('"language":"fa"', '"language":"en"'))
    await rm(join(own, 'effects.jsonl'))
    await writeFile(join(folder, 'stray.txt'), 'x')
    const { ok, lines } = await checkExport(folder)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatch(/attachments\/\S+: it was changed/)
    expect(lines.join('\n')).toMatch(/entries\.jsonl: it was changed/)
    expect(lines.join('\n')).toMatch(/entry 1: digest-differs/)
    expect(lines.join('\n')).toMatch(/effects\.jsonl: it is missing/)
    expect(lines.join('\n')).toMatch(/stray\.txt: it does not belong/)
  })
})

function gone(): never {
  throw new MissingProgramme('There is no version 1', '1')
}

async function* only(reference: string) {
  yield reference
}

async function attachmentOf(own: string): Promise<string> {
  const [name = ''] = await readdir(join(own, 'attachments'))
  return name
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleParts } from '#functions/shared/evidence/bundle-parts.ts'
import { zip } from '#functions/shared/evidence/zip.ts'
import { revisionOfForm } from '#functions/shared/intake/revision-of-form.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { NoSuchFile, termsKey } from '#functions/shared/ports/files.ts'
import { checkExport } from '#infra/operate/export/check-export.ts'
import { exportAll } from '#infra/operate/export/export-all.ts'
import { examine, readZip } from '#infra/verify/tasvib-verify.mjs'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { validForm } from '#test/workflows/form/valid-form.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'

const terms = termsBytes(kerman)
const text = (words: string) => new TextEncoder().encode(words)

/** A case whose applicant accepted terms, and whose legal route rests on two decisions, one after the other. */
async function world(): Promise<CaseWorld> {
  const made = new CaseWorld()
  const { revision, documents } = revisionOfForm({
    reference,
    revision: 1,
    at: made.now(),
    form: proposalForm().parse(validForm),
    files: [],
    salt: 'a salt of sixteen characters',
  })
  made.play.must(
    { type: 'submit', reference, language: 'fa', documents, applicant, acceptedTerms: terms.digest },
    { type: 'confirm' },
  )
  for (const words of ['%PDF-1.7 one', '%PDF-1.7 two']) {
    const bytes = text(words)
    const file = { name: 'مصوبه.pdf', type: 'application/pdf', bytes }
    const { fileId } = await made.files.store(file)
    const sha256 = digestOfBytes(bytes)
    const record = { fileId, name: file.name, type: file.type, size: bytes.length, sha256 }
    const decision = await made.files.attach(reference, record)
    made.play.must(recordOf('waiver', { decision, note: words }))
  }
  await made.files.write(termsKey(terms.digest), terms.bytes, 'application/json')
  await made.save([{ kind: 'revision', revision }])
  return made
}

async function filesFor(audience: Audience, made: CaseWorld): Promise<Map<string, Uint8Array>> {
  const parts = await bundleParts({ reference, entries: made.play.entries, audience }, made)
  const chunks: Uint8Array[] = []
  for await (const chunk of zip(parts)) chunks.push(chunk)
  return new Map(readZip(Buffer.concat(chunks)))
}

describe('terms whose text is lost', () => {
  it('are in the bundle by their digest alone, and cost nothing else of it', async () => {
    const made = await world()
    made.files.stored.delete(termsKey(terms.digest))
    const files = await filesFor('city', made)
    expect(papers(files).filter((name) => name.startsWith('terms/'))).toEqual([])
    const { findings } = examine(files)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ en }) => en).join()).toContain('digest alone')
  })
})

/** A file that is not there is told by the name of its error. */
async function* missingAsInS3(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch {
    throw new NoSuchFile()
  }
}

const papers = (files: ReadonlyMap<string, unknown>) =>
  [...files.keys()].filter((name) => /^(?:terms|decisions)\//.test(name))

describe('the papers on which a case rests', () => {
  it('are files of its bundle: the terms for everybody, decisions for those who see the legal route', async () => {
    const made = await world()
    const ofTerms = `terms/${terms.digest}.json`
    expect(papers(await filesFor('applicant', made))).toEqual([ofTerms])
    for (const audience of ['city', 'finance'] as const) {
      expect(papers(await filesFor(audience, made))).toHaveLength(3)
    }
    for (const audience of ['city', 'finance', 'applicant'] as const) {
      const { findings } = examine(await filesFor(audience, made))
      expect(findings.filter(({ ok, name }) => !ok && papers(new Map([[name, '']])).length > 0)).toEqual([])
      expect(findings.filter(({ name }) => name === ofTerms)).toMatchObject([{ ok: true }])
    }
  })

  it('are found to differ from what the ledger recorded, whichever was changed', async () => {
    const files = await filesFor('city', await world())
    for (const name of papers(files)) {
      const { status, findings } = examine(new Map(files).set(name, text('{}')))
      expect(status).toBe(1)
      expect(findings.filter(({ ok }) => !ok).map((finding) => finding.name)).toEqual([name])
    }
    expect(examine(new Map(files).set('decisions/AAAAAAAAAAAAAAAAAAAAAA', text('%PDF'))).status).toBe(1)
  })

  it('are said to be left out where they are, as in bundles of earlier releases', async () => {
    const files = await filesFor('city', await world())
    const tips = [
      JSON.parse(new TextDecoder().decode(files.get('ledger.json'))).entries.at(-1).digest as string,
    ]
    expect(examine(files, { tips }).status).toBe(0)
    for (const name of papers(files)) {
      const without = new Map(files)
      without.delete(name)
      const { status, findings } = examine(without, { tips })
      expect(status).toBe(3)
      expect(findings.find((finding) => finding.name === name)).toMatchObject({ ok: true })
      expect(findings.map(({ en }) => en).join()).toContain('the ledger has its digest alone')
    }
  })

  it('are in the export, checked against the ledger', async () => {
    const made = await world()
    const folder = await mkdtemp(join(tmpdir(), 'tasvib-papers-'))
    try {
      const run = () =>
        exportAll(folder, {
          cases: made.cases,
          files: { ...made.files, chunks: (key: string) => missingAsInS3(made.files.chunks(key)) },
          effects: made.effects,
          all: {
            async *references() {
              yield reference
            },
          },
          programmeOf: () => kerman,
          programme: kerman,
          now: made.now,
          progress: () => undefined,
        })
      expect(await run()).toMatchObject({ ok: true })
      expect(await checkExport(folder)).toMatchObject({ ok: true })
      const path = join(folder, 'cases', reference, 'terms', `${terms.digest}.json`)
      expect(Buffer.compare(await readFile(path), terms.bytes)).toBe(0)
      await writeFile(path, '{}')
      expect((await checkExport(folder)).lines.join()).toContain('it was changed')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

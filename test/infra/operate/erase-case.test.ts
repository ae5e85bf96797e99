import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { beforeEach, describe, expect, it } from 'vitest'
import { dynamoCases } from '#functions/adapters/dynamo/dynamo-cases.ts'
import { dynamoLinks } from '#functions/adapters/dynamo/dynamo-links.ts'
import { caseKey, type Files, uploadKey } from '#functions/adapters/files.ts'
import { random } from '#functions/adapters/random.ts'
import { s3Files } from '#functions/adapters/s3-files.ts'
import { attemptCommit, type CommitDependencies, commit } from '#functions/commit.ts'
import { eraseCase } from '#infra/operate/erase-case.ts'
import { fileRemover } from '#infra/operate/remove-file.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { revisionDigests } from '#workflows/proposal/revision.ts'
import { cloudForTests } from '../local/cloud/cloud-for-tests.ts'
import { hasStore, useTable } from '../real-table.ts'

const applicant = { name: 'Canary Founder', organisation: 'Canary Team', email: 'canary@startup.example' }
const personalForm = { nationalCode: '0499370899', mobile: '09121234567', contactName: applicant.name }
const traces = [
  ...Object.values(applicant),
  ...Object.values(personalForm),
  'canary attachment',
  'canary contract',
]
const now = () => new Date()
const by = kerman.caseOffice.email
const pdf = Buffer.from('%PDF-1.7\ncanary attachment')

let count = 0
let reference = ''
beforeEach(() => {
  count += 1
  reference = `TSV-1405-E${String(count).padStart(4, '0')}`
})

describe.skipIf(!hasStore)('erasing an applicant', () => {
  const table = useTable()

  /** A case with everything that may hold the applicant's data. */
  async function submitted() {
    const { config, s3 } = await cloudForTests()
    const client = new S3Client({
      ...config,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    })
    const bucket = { client, browserClient: client, name: s3.bucket, lockedUntil: () => undefined }
    const files: Files = s3Files(bucket, random)
    const cases = dynamoCases(table(), now)
    const links = dynamoLinks(table(), random, now)
    const committing: CommitDependencies = { cases, random, programmeOf: () => kerman, now }
    const fileId = await files.store({ name: 'plan.pdf', type: 'application/pdf', bytes: pdf })
    const file = await files.inspect(fileId)
    if (file === undefined) throw new Error('The attachment is there')
    const content = {
      open: { title: 'Health at home' },
      personal: { salt: 'a salt that is long', value: personalForm },
      files: [file],
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
    const submit: Command = { type: 'submit', reference, language: 'fa', documents, applicant }
    await attemptCommit({ ...committing, programme: kerman }, null, submit, [{ kind: 'revision', revision }])
    const must = async (command: Command) => {
      const result = await commit(committing, reference, command)
      if (result === undefined || 'refused' in result) throw new Error(`${command.type} was refused`)
    }
    const expires = new Date(Date.now() + 60_000).toISOString()
    const token = await links.issue({ opens: 'track', reference, expires })
    const signing = await links.issue({
      opens: 'sign',
      reference,
      signatory: 'startup',
      email: applicant.email,
      expires,
    })
    const others = await links.issue({ opens: 'finance', reference, email: by, expires })
    return {
      files,
      cases,
      links: { ...links, token, signing, others },
      must,
      fileId,
      commit: committing,
      dependencies: {
        table: table(),
        cases,
        commit: committing,
        remove: fileRemover(client, s3.bucket, { versioned: false }),
      },
    }
  }

  async function dump(): Promise<string> {
    const { Items } = await table().client.send(
      new ScanCommand({ TableName: table().name, ConsistentRead: true }),
    )
    const mine = (Items ?? []).filter((item) => JSON.stringify(item).includes(reference))
    expect(mine.length).toBeGreaterThan(2)
    return JSON.stringify(mine)
  }

  it('leaves no trace in the store, and the chain whole', async () => {
    const { must, dependencies, cases, files, fileId, links } = await submitted()
    await must({ type: 'confirm' })
    await must({ type: 'mark-unreachable', email: applicant.email, kind: 'bounce' })
    await must({ type: 'close', by, reason: 'Not pursued' })
    await files.write(caseKey(reference, 'contract-1.pdf'), Buffer.from('canary contract'), 'application/pdf')
    const before = await dump()
    expect(traces.filter((trace) => before.includes(trace))).toEqual([
      ...Object.values(applicant),
      personalForm.nationalCode,
      personalForm.mobile,
      personalForm.contactName,
    ])
    const tipBefore = (await cases.entries(reference)).at(-1)

    const told = await eraseCase({ reference, by, reason: 'Asked for by the applicant' }, dependencies)
    expect(told).toMatchObject({ ok: true })
    expect(told.lines[0]).toBe('Erased beside 1 entries, in 1 revisions, 1 attachments, 2 links.')

    const after = await dump()
    expect(traces.filter((trace) => after.includes(trace))).toEqual([])
    // Nor a word by which the board would find the applicant.
    expect(before).toMatch(/search#ca/)
    expect(after).not.toMatch(/canary/i)
    expect(after).toMatch(/search#he/)
    await expect(files.read(uploadKey(fileId))).rejects.toThrow(/NoSuchKey|not exist/)
    expect(await links.find(links.token)).toBeUndefined()
    expect(await links.find(links.signing)).toBeUndefined()
    expect(await links.find(links.others)).toMatchObject({ opens: 'finance' })

    const entries = await cases.entries(reference)
    const open = await cases.find(reference)
    expect(entries.at(-1)).toMatchObject({
      type: 'PersonalDataErased',
      previous: tipBefore?.digest,
      actor: { role: 'office', email: by },
    })
    expect(verify(entries, open?.tip)).toEqual([])
    expect(JSON.parse(JSON.stringify(replay(entries)))).toEqual(open?.state)
    expect(open?.state).toMatchObject({ applicant: null, unreachable: [] })
  })

  it('is harmless to repeat, and finishes what a run that died left', async () => {
    const { must, dependencies, cases } = await submitted()
    await must({ type: 'withdraw', reason: 'Changed our mind' })
    const dying = {
      ...dependencies,
      remove: async () => {
        throw new Error('The network is gone')
      },
    }
    await expect(eraseCase({ reference, by, reason: 'Asked for' }, dying)).rejects.toThrow('network')
    expect((await eraseCase({ reference, by, reason: 'Asked for' }, dependencies)).ok).toBe(true)
    expect((await eraseCase({ reference, by, reason: 'Asked for' }, dependencies)).ok).toBe(true)
    const entries = await cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'PersonalDataErased')).toHaveLength(1)
    expect(await dump()).not.toContain(applicant.email)
  })

  it('is refused while a case is open, and needs a reason', async () => {
    const { must, dependencies } = await submitted()
    await must({ type: 'confirm' })
    const asked = { reference, by, reason: 'Asked for' }
    expect((await eraseCase(asked, dependencies)).lines[0]).toContain('not-now')
    await must({ type: 'close', by, reason: 'Not pursued' })
    expect((await eraseCase({ ...asked, reason: ' ' }, dependencies)).lines[0]).toContain('reason-missing')
    expect(await dump()).toContain(applicant.email)
  })

  it('says which files a lock keeps', async () => {
    const { must, dependencies } = await submitted()
    await must({ type: 'withdraw', reason: 'Changed our mind' })
    const told = await eraseCase(
      { reference, by, reason: 'Asked for' },
      { ...dependencies, remove: async (key) => !key.startsWith('uploads/') },
    )
    expect(told.ok).toBe(false)
    expect(told.lines.join('\n')).toMatch(/uploads\/\S+ is locked and stays until its lock ends/)
  })
})

import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3'
import {
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { sampleProposals } from '#infra/local/demo/sample-proposal.ts'
import { Visitor } from '#infra/local/demo/visitor.ts'
import { playWholeCase, type WholeCase } from '#infra/local/demo/whole-case.ts'
import { verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { type Language, languages } from '#workflows/language.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { deployTasvib, destroyTasvib, type Outputs } from './deploy.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { installEmulator } from './install-emulator.ts'

const installed = await installEmulator()
if ('lacks' in installed) console.warn(`The cloud suite is skipped. This machine lacks ${installed.lacks}`)

const evidenceSchema = z.object({ entries: z.array(z.unknown()) })
const releaseSchema = z.object({ releases: z.array(z.object({ tag: z.array(z.string()) })) })

async function bytesOf(link: string): Promise<Buffer> {
  const response = await fetch(link)
  expect(response.status, link).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe.skipIf('lacks' in installed)('Tasvib as the CDK deploys it', () => {
  let emulator: Emulator
  let outputs: Outputs
  const played = new Map<Language, WholeCase>()

  beforeAll(async () => {
    if ('lacks' in installed) return
    emulator = await startEmulator(installed.python)
    outputs = await deployTasvib(emulator)
  })
  afterAll(async () => {
    await emulator?.stop()
  })

  async function executions(): Promise<ExecutionListItem[]> {
    const stateMachineArn = outputs.StateMachine.replace(/:[^:]+$/, '')
    const workflows = new SFNClient(emulator.client)
    const { executions: all = [] } = await workflows.send(new ListExecutionsCommand({ stateMachineArn }))
    workflows.destroy()
    return all
  }

  it.each<Language>(languages)('takes a proposal in %s to the receipt of finance', async (language) => {
    const { PublicUrl: publicUrl } = outputs
    const visitor = new Visitor({ publicUrl, language, mailbox: () => emulator.mails(), patience: 60_000 })
    const whole = await playWholeCase(visitor, language)
    played.set(language, whole)

    const files = `${whole.financeLink}/files`
    const evidence = evidenceSchema.parse(
      JSON.parse((await bytesOf(`${files}/evidence.json`)).toString('utf8')),
    )
    const entries = evidence.entries.map(parseEntry)
    expect(verify(entries)).toEqual([])
    expect(replay(entries)).toMatchObject({
      status: 'closed',
      closing: 'completed',
      reference: whole.reference,
    })
    expect((await bytesOf(`${files}/signed-contract.pdf`)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const findings = verifyBundle(await bytesOf(`${files}/evidence.zip`))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    const release = releaseSchema.parse(JSON.parse((await bytesOf(`${files}/release.json`)).toString('utf8')))
    expect(release.releases[0]?.tag).toContain('contract')
  })

  it('lets nobody in who has no credentials of the account', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'guessed' }
    const stranger = new SFNClient({ ...emulator.client, credentials })
    await expect(stranger.send(new ListStateMachinesCommand({}))).rejects.toThrow(/token|denied|authorized/i)
    stranger.destroy()
  })

  it('brings the workflow of each case to its end', async () => {
    const all = await executions()
    expect(all.map(({ status }) => status)).toEqual([...played].map(() => 'SUCCEEDED'))
  })

  it('mails links of its own host alone', async () => {
    const mails = await emulator.mails()
    expect(mails.length).toBeGreaterThan(30 * played.size)
    const hosts = mails.flatMap(({ html, text }) =>
      [...`${html} ${text}`.matchAll(/https?:\/\/[^\s<>"')]+/g)].map(([url]) => new URL(url).origin),
    )
    expect(new Set(hosts)).toEqual(new Set([outputs.PublicUrl]))
  })

  it('is woken by its schedule each minute', async () => {
    const visitor = new Visitor({
      publicUrl: outputs.PublicUrl,
      language: 'fa',
      mailbox: () => emulator.mails(),
      patience: 90_000,
    })
    const calls = await visitor.until('a call of the clock', async () => {
      const lines = (await emulator.logs()).filter(({ group }) => group.endsWith('/tasvib-dev-clock'))
      return lines.length > 0 ? lines : undefined
    })
    expect(calls.length).toBeGreaterThan(0)
  })

  it('sets nothing aside, and no function reports an error', async () => {
    // Entries that the relay gave up on, and bounces that were not recorded.
    const queues = await emulator.queued()
    expect(queues.length).toBeGreaterThan(1)
    expect(queues.flat()).toEqual([])
    const lines = await emulator.logs()
    expect(lines.length).toBeGreaterThan(100)
    const errors = lines.filter(({ message }) => /"level":"(?:error|fatal)"|Task timed out/i.test(message))
    expect(errors).toEqual([])
  })

  it('lets no link, code or national code into a log or the history of an execution', async () => {
    const mails = await emulator.mails()
    const tokens = mails.flatMap(({ text }) => text.match(/[A-Za-z0-9_-]{43}/g) ?? [])
    const codes = mails.flatMap(({ text }) => text.match(/^\d{6}$/gm) ?? [])
    expect(tokens.length).toBeGreaterThan(20)
    expect(codes.length).toBeGreaterThanOrEqual(3)
    const lines = (await emulator.logs()).map(({ message }) => message)
    const workflows = new SFNClient(emulator.client)
    for (const { executionArn } of await executions()) {
      const { events = [] } = await workflows.send(
        new GetExecutionHistoryCommand({ executionArn, includeExecutionData: true, maxResults: 1_000 }),
      )
      expect(events.length).toBeGreaterThan(10)
      lines.push(JSON.stringify(events))
    }
    workflows.destroy()
    const everything = lines.join('\n')
    for (const { reference } of played.values()) expect(everything).toContain(reference)
    const secrets = [...tokens, String(sampleProposals.fa.fields['nationalCode'])]
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
    const shown = codes.filter((code) => new RegExp(`(?<![\\da-f.-])${code}(?![\\da-f-])`).test(everything))
    expect(shown).toEqual([])
  })

  it('sent the case office a message when it was deployed', async () => {
    expect(outputs.FirstMessage).toBe('sent')
    const first = (await emulator.mails()).filter(({ text }) => text.includes(outputs.BoardUrl))
    expect(first.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('سامانه راه‌اندازی شد'))
  })

  it('answers unknown addresses with its own page and headers', async () => {
    const answer = await fetch(`${outputs.PublicUrl}/nothing/here`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).toContain('چیزی در این نشانی نیست')
  })

  it('can be destroyed whole, files included', async () => {
    const s3 = new S3Client({ ...emulator.client, forcePathStyle: true })
    const bucket = new HeadBucketCommand({ Bucket: outputs.BucketName })
    await s3.send(bucket)
    expect(await destroyTasvib(emulator)).toMatch(/[1-9]\d* files deleted/)
    await expect(s3.send(bucket)).rejects.toThrow(/NotFound|not exist|Unknown/i)
    s3.destroy()
    const workflows = new SFNClient(emulator.client)
    expect((await workflows.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([])
    workflows.destroy()
  })
})

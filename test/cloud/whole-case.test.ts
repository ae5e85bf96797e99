import { randomUUID } from 'node:crypto'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { GetObjectCommand, HeadBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import {
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { rootKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { playWholeCase, type WholeCase } from '#infra/machine/demo/whole-case.ts'
import { verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { type Language, languages } from '#workflows/language.ts'
import { signedRootSchema } from '#workflows/ledger/merkle.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type Cloud, findCloud } from './cloud.ts'
import { deployTasvib, destroyTasvib, type Outputs } from './deploy.ts'
import { hurryDaily, operate, verifyRootByHand } from './operators.ts'
import { readLogs } from './read-logs.ts'
import { readQueues } from './read-queues.ts'

const found = await findCloud()
if ('lacks' in found) console.warn(`The cloud suite is skipped. This machine lacks ${found.lacks}`)

const evidenceSchema = z.object({ entries: z.array(z.unknown()) })
const releaseSchema = z.object({ releases: z.array(z.object({ tag: z.array(z.string()) })) })

async function bytesOf(link: string): Promise<Buffer> {
  const response = await fetch(link)
  expect(response.status, link).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

/** What an operator's command says when all is well. */
const says = (text: string) => ({ code: 0, said: expect.stringContaining(text) })

describe.skipIf('lacks' in found)('Tasvib as the CDK deploys it', () => {
  let cloud: Cloud
  let logs: CloudWatchLogsClient
  let queue: SQSClient
  let outputs: Outputs
  let destroyed = false
  const played = new Map<Language, WholeCase>()

  beforeAll(async () => {
    if ('lacks' in found) return
    cloud = await found.open({ mail: true })
    logs = new CloudWatchLogsClient(cloud.client)
    queue = new SQSClient(cloud.client)
    outputs = await deployTasvib(cloud)
  })
  afterAll(async () => {
    try {
      // An account must not keep what a test failed over; the emulator takes all with it.
      if (cloud?.kind === 'aws' && !destroyed) console.warn(await destroyTasvib(cloud))
    } finally {
      await cloud?.stop()
    }
  })

  function visitorOf(language: Language): Visitor {
    const { PublicUrl: publicUrl } = outputs
    return new Visitor({ publicUrl, language, mailbox: () => cloud.mails(), patience: 90_000 })
  }

  async function executions(): Promise<ExecutionListItem[]> {
    const stateMachineArn = outputs.StateMachine.replace(/:[^:]+$/, '')
    const workflows = new SFNClient(cloud.client)
    const { executions: all = [] } = await workflows.send(new ListExecutionsCommand({ stateMachineArn }))
    workflows.destroy()
    return all
  }

  it.each<Language>(languages)('takes a proposal in %s to the receipt of finance', async (language) => {
    const visitor = visitorOf(language)
    const whole = await playWholeCase(visitor, language)
    played.set(language, whole)
    const office = new CasePlayers(visitor)

    const files = `${whole.financeLink}/files`
    const evidence = evidenceSchema.parse(
      JSON.parse((await office.boardFile(whole.reference, 'evidence.json')).toString('utf8')),
    )
    const entries = evidence.entries.map(parseEntry)
    expect(verify(entries)).toEqual([])
    expect(replay(entries)).toMatchObject({
      status: 'closed',
      closing: 'completed',
      reference: whole.reference,
    })
    expect((await bytesOf(`${files}/signed-contract.pdf`)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const findings = verifyBundle(await office.boardFile(whole.reference, 'evidence.zip'))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    const release = releaseSchema.parse(JSON.parse((await bytesOf(`${files}/release.json`)).toString('utf8')))
    expect(release.releases[0]?.tag).toContain('contract')
  })

  it('lets nobody in who has no credentials of the account', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'guessed' }
    const stranger = new SFNClient({ ...cloud.client, credentials })
    await expect(stranger.send(new ListStateMachinesCommand({}))).rejects.toThrow(/token|denied|authorized/i)
    stranger.destroy()
  })

  it('brings the workflow of each case to its end', async () => {
    const all = await executions()
    expect(all.map(({ status }) => status)).toEqual([...played].map(() => 'SUCCEEDED'))
  })

  it('mails links of its own host alone', async () => {
    const mails = await cloud.mails()
    expect(mails.length).toBeGreaterThan(30 * played.size)
    const hosts = mails.flatMap(({ html, text }) =>
      [...`${html} ${text}`.matchAll(/https?:\/\/[^\s<>"')]+/g)].map(([url]) => new URL(url).origin),
    )
    expect(new Set(hosts)).toEqual(new Set([outputs.PublicUrl]))
  })

  it("proves to an outsider, by the day's signed root, that a ledger stood so", async () => {
    await hurryDaily(cloud)
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true })
    const read = async (key: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: outputs.BucketName, Key: key }))
      return (await Body?.transformToString()) ?? ''
    }
    const day = await visitorOf('fa').until("a day's root", async () => {
      const kept = { Bucket: outputs.BucketName, Prefix: 'roots/' }
      const { Contents = [] } = await s3.send(new ListObjectsV2Command(kept))
      return Contents.map(({ Key = '' }) => /^roots\/([\d-]+)\.json$/.exec(Key)?.[1]).find(Boolean)
    })
    const { statement, signature } = signedRootSchema.parse(JSON.parse(await read(rootKey(day))))
    expect(statement).toMatchObject({ day, cases: played.size })
    expect(signature).toMatch(/^ME/)
    const certificate = await read(sealCertificateKey)
    s3.destroy()

    const { reference = '' } = played.get('fa') ?? {}
    const office = new CasePlayers(visitorOf('fa'))
    const evidence = await office.boardFile(reference, 'evidence.json')
    const { code, said: proof } = await operate(cloud, 'proof', reference, day)
    expect(code, proof).toBe(0)
    const checked = await verifyRootByHand(cloud, { evidence, proof, certificate })
    expect(checked).toEqual(says(`the ledger of ${reference} stood so on ${day}`))
    const other = await office.boardFile(played.get('en')?.reference ?? '', 'evidence.json')
    const refused = await verifyRootByHand(cloud, { evidence: other, proof, certificate })
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('It is of another case') })
  })

  it('is woken by its schedule each minute', async () => {
    const calls = await visitorOf('fa').until('a call of the clock', async () => {
      const lines = (await readLogs(logs, cloud.stack)).filter(({ group }) =>
        group.endsWith(`/${cloud.stack}-clock`),
      )
      return lines.length > 0 ? lines : undefined
    })
    expect(calls.length).toBeGreaterThan(0)
  })

  it('sets nothing aside, and no function reports an error', async () => {
    // Entries that the relay gave up on, and bounces that were not recorded.
    const queues = [...(await readQueues(queue, cloud.stack)).values()]
    expect(queues.length).toBeGreaterThan(1)
    expect(queues.flat()).toEqual([])
    const lines = await visitorOf('fa').until('the logs', async () => {
      const all = await readLogs(logs, cloud.stack)
      return all.length > 100 ? all : undefined
    })
    const errors = lines.filter(({ message }) => /"level":"(?:error|fatal)"|Task timed out/i.test(message))
    expect(errors).toEqual([])
  })

  it('lets no link, code or national code into a log or the history of an execution', async () => {
    const mails = await cloud.mails()
    const tokens = mails.flatMap(({ text }) => text.match(/[A-Za-z0-9_-]{43}/g) ?? [])
    const codes = mails.flatMap(({ text }) => text.match(/^\d{6}$/gm) ?? [])
    expect(tokens.length).toBeGreaterThan(20)
    expect(codes.length).toBeGreaterThanOrEqual(3)
    const lines = (await readLogs(logs, cloud.stack)).map(({ message }) => message)
    const workflows = new SFNClient(cloud.client)
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
    const first = (await cloud.mails()).filter(({ text }) => text.includes(outputs.BoardUrl))
    expect(first.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('سامانه راه‌اندازی شد'))
  })

  it("is looked after by the runbook's commands", async () => {
    const { reference = '' } = played.get('fa') ?? {}
    const ask = async (command: string, about = reference) => operate(cloud, command, about)
    expect(await ask('verify')).toEqual(says('The chain is whole.'))
    expect(await ask('outstanding')).toEqual(says('All is done.'))
    expect(await ask('replay')).toEqual(says('All is done.'))
    expect(await ask('resume')).toEqual(says('The ledger stands at: close'))
    const none = await ask('verify', 'TSV-1404-00000')
    expect(none).toMatchObject({ code: 1, said: expect.stringContaining('There is no case') })
  })

  it('brings a case back to its step whose workflow was lost', async () => {
    const visitor = visitorOf('fa')
    const players = new CasePlayers(visitor)
    const lost = await players.submit(sampleProposals.fa, randomUUID())
    await players.confirm(String(sampleProposals.fa.fields['email']))
    const running = async () =>
      (await executions()).filter(({ name, status }) => name?.startsWith(lost) && status === 'RUNNING')
    const inStep = async () => {
      const { said } = await operate(cloud, 'resume', lost)
      return said.includes('The workflow waits there.') ? true : undefined
    }
    await visitor.until('its workflow', inStep)
    const workflows = new SFNClient(cloud.client)
    for (const { executionArn } of await running())
      await workflows.send(new StopExecutionCommand({ executionArn }))
    workflows.destroy()
    expect(await running()).toEqual([])
    expect(await operate(cloud, 'resume', lost)).toEqual(says('was started'))
    await visitor.until('its workflow again', inStep)
    expect((await running()).map(({ name }) => name)).toEqual([`${lost}-1`])
  })

  it('answers unknown addresses with its own page and headers', async () => {
    const answer = await fetch(`${outputs.PublicUrl}/nothing/here`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).toContain('چیزی در این نشانی نیست')
  })

  it('can be destroyed whole, files included', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true })
    const bucket = new HeadBucketCommand({ Bucket: outputs.BucketName })
    await s3.send(bucket)
    expect(await destroyTasvib(cloud)).toMatch(/[1-9]\d* files deleted/)
    destroyed = true
    await expect(s3.send(bucket)).rejects.toThrow(/NotFound|not exist|Unknown/i)
    s3.destroy()
    const workflows = new SFNClient(cloud.client)
    const { stateMachines = [] } = await workflows.send(new ListStateMachinesCommand({}))
    expect(stateMachines.map(({ name }) => name)).not.toContain(cloud.stack)
    workflows.destroy()
  })
})

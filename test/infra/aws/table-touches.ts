import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import * as z from 'zod'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFactors } from '#functions/shared/aws/dynamo/dynamo-factors.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import {
  dynamoDrafts,
  dynamoThrottle,
  dynamoUnsentForms,
  dynamoWaits,
} from '#functions/shared/aws/dynamo/dynamo-ports.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { attemptCommit } from '#functions/shared/commit.ts'
import type { Append } from '#functions/shared/ports/case-store.ts'
import { mailReports } from '#functions/shared/ports/effects.ts'
import { wordsOfApplicant } from '#functions/shared/ports/personal-rows.ts'
import { random } from '#functions/shared/ports/random.ts'
import { memoryRows, testCommit } from '#test/home/memory-home.ts'
import { applicant, CasePlay, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { revisionDigests } from '#workflows/proposal/revision.ts'
import type { Touch } from './policies.ts'

const now = new Date('2026-01-05T08:00:00.000Z')
const expires = '2026-01-06T08:00:00.000Z'
const place = { reference, place: 'mayor' }
const effect = { reference, sequence: 1, kind: 'workflow' }
const key = z.object({ PK: z.object({ S: z.string() }) }).catchall(z.unknown())
const named = { ExpressionAttributeNames: z.record(z.string(), z.string()).default({}) }
const write = z.union([
  z
    .object({ Item: key, ...named })
    .transform((put) => ({ action: 'dynamodb:PutItem', at: put.Item, ...put })),
  z
    .object({ Key: key, UpdateExpression: z.string(), ...named })
    .transform((update) => ({ action: 'dynamodb:UpdateItem', at: update.Key, ...update })),
  z
    .object({ Key: key, ...named })
    .transform((remove) => ({ action: 'dynamodb:DeleteItem', at: remove.Key, ...remove })),
])
const transaction = z.object({
  TransactItems: z.array(
    z.object({ Put: write.optional(), Update: write.optional(), Delete: write.optional() }).strict(),
  ),
})

/** Everything that the real adapters write, by what they are asked to do. */
export const tableWrites = {
  append: async (table) => {
    const [, next] = await appends()
    await dynamoCases(table, () => now).append(next)
  },
  appendSubmission: async (table) => {
    const [first] = await appends()
    const request = { kind: 'request', key: 'key', answer: {}, expires } as const
    await dynamoCases(table, () => now).append({ ...first, companions: [request] })
  },
  appendSignature: async (table) => {
    const [, next] = await appends()
    const used = { kind: 'code-use', ...place, hash: 'hash' } as const
    await dynamoCases(table, () => now).append({ ...next, companions: [used] })
  },
  appendEndpoint: async (table) => {
    const [, next] = await appends()
    const companion = { kind: 'endpoint', url: 'https://erp.city.example/tasvib', disabled: true } as const
    await dynamoCases(table, () => now).append({ ...next, companions: [companion] })
  },
  appendContract: async (table) => {
    const [, next] = await appends()
    const contract = { reference, version: 1 }
    await dynamoCases(table, () => now).append({
      ...next,
      companions: [
        { kind: 'contract-mark', mark: 'KRM-1405-7F3K2-1', place: { ...contract, part: 'number' } },
        {
          kind: 'contract-release',
          at: now.toISOString(),
          contract: { ...contract, number: 'KRM-1405-7F3K2-1' },
        },
      ],
    })
  },
  appendRoundEnd: async (table) => {
    const play = new CasePlay().begin()
    const before = play.state
    play.must({ type: 'close', by: 'office@city.example', reason: 'Over' })
    const [first] = await appends()
    if (before === null || play.state === null) throw new Error('A played case has a state')
    const tip = { sequence: 1, digest: first.entries[0].digest }
    await dynamoCases(table, () => now).append({
      ...first,
      before: { state: before, tip },
      after: play.state,
    })
  },
  drafts: async (table) => {
    const place = { reference, stage: 'intake', seat: 'secretariat' }
    const draft = {
      email: 'reviewer@city.example',
      at: now.toISOString(),
      reason: 'Half',
      scores: {},
      conditions: '',
    }
    await dynamoDrafts(table).save(place, draft)
    await dynamoDrafts(table).erase(place)
  },
  reschedule: async (table) => {
    const [, next] = await appends()
    const { before: open } = next
    if (open === null) throw new Error('The second append has a case before it')
    await dynamoCases(table, () => now).reschedule(open, { at: expires, to: 'retention' })
    await dynamoCases(table, () => now).reschedule(open, null)
  },
  erasure: async (table) => {
    const [submitted] = await appends()
    const rows = dynamoPersonalRows(table)
    await rows.deleteSearchWords(submitted.after, wordsOfApplicant(submitted.after, submitted.entries))
    await rows.eraseBesideEntry(reference, 1)
    const content = { open: {}, personal: { salt: 'a salt that is long', value: {} }, files: [] }
    const digests = revisionDigests(content)
    await rows.eraseInRevision({ reference, revision: 1, at: now.toISOString(), ...content, ...digests })
    await rows.deleteLinks(reference)
    await rows.deleteUnsent('mailbox')
  },
  effects: async (table) => {
    const effects = dynamoEffects(table)
    await effects.claim(effect, now)
    await effects.failed(effect, 'Unavailable', now)
    await effects.done(effect, now, 'message-1')
  },
  unsentForms: async (table) => {
    const unsent = dynamoUnsentForms(table)
    await unsent.keep('digest', { mailbox: 'mailbox', sealed: '', expires })
    await unsent.keep('digest', { mailbox: 'mailbox', sealed: '', expires }, 'writer')
    await unsent.erase('digest')
  },
  reports: async (table) => {
    for (const report of mailReports) {
      await dynamoEffects(table).reported(effect, report, { messageId: 'message-1', at: now })
    }
    const about = { messageId: 'message-1', now, retryAt: now }
    await dynamoEffects(table).returned(effect, 'MailReturned', about)
  },
  issueLink: async (table) => {
    await dynamoLinks(table, random, () => now).issue({ opens: 'track', reference, expires })
  },
  sessions: async (table) => {
    const links = dynamoLinks(table, random, () => now)
    const session = { opens: 'session', email: 'office@city.example', expires } as const
    const token = await links.issue(session)
    await links.renew(token, session)
    await links.endSessions(session.email)
  },
  consumeLink: async (table) => {
    await dynamoLinks(table, random, () => now).consume(random.token())
  },
  codes: async (table) => {
    const codes = dynamoCodes(table, async () => 'k'.repeat(32), random)
    const mailed = { ...place, email: 'mayor@kerman.example' }
    await codes.issue(mailed, now)
    await codes.check(mailed, '123456', now)
    await codes.use(place, 'hash')
  },
  factors: async (table) => {
    const factors = dynamoFactors(table, async () => 'k'.repeat(32))
    const factor = { secret: 'A', enrolledAt: now.toISOString(), lastStep: 0, recovery: [] }
    await factors.put('mayor@kerman.example', factor, 0)
    await factors.put('mayor@kerman.example', factor, 1)
    await factors.reset('mayor@kerman.example', { digest: 'digest', until: expires })
    await factors.remove('mayor@kerman.example')
  },
  figures: async (table) => {
    const changes = new Map([['now contract', { count: 1, revenue: 1, seconds: 1 }]])
    await dynamoFigures(table).add({ reference, from: 0, upTo: 1, changes })
    await dynamoFigures(table).add({ reference, from: 1, upTo: 2, changes })
  },
  throttle: async (table) => {
    await dynamoThrottle(table).take('uploads', { count: 1, seconds: 60 }, now)
  },
  wait: async (table) => {
    await dynamoWaits(table).put({ reference, key: 'key', token: 'token', execution: 'execution' })
  },
} satisfies Record<string, (table: { client: DynamoDBClient; name: string }) => Promise<void>>

/** The writes that adapters make for one thing that they are asked. */
export async function touchesOf(asked: keyof typeof tableWrites): Promise<Touch[]> {
  const client = mockClient(DynamoDBClient)
  client.onAnyCommand().resolves({})
  if (asked === 'erasure') {
    const entry = { ...keys.entry(reference, 1), body: { S: '{}' } }
    client.on(GetItemCommand).resolves({ Item: entry })
    client.on(QueryCommand).resolves({ Items: [keys.linkOf(reference, random.token())] })
  }
  await tableWrites[asked]({ client: new DynamoDBClient({ region: 'local' }), name: 'tasvib' })
  const changes = client
    .calls()
    .filter((call) => !(call.args[0] instanceof GetItemCommand || call.args[0] instanceof QueryCommand))
  const touches = changes.flatMap((call) => {
    const { input } = call.args[0]
    const several = transaction.safeParse(input)
    const writes = several.success
      ? several.data.TransactItems.flatMap((item) => item.Put ?? item.Update ?? item.Delete ?? [])
      : write.array().parse([input])
    return writes.map(({ action, at, ExpressionAttributeNames }) => ({
      action,
      partition: at.PK.S,
      attributes: [...Object.keys(at), ...Object.values(ExpressionAttributeNames)],
    }))
  })
  client.restore()
  return touches
}

/** What `commit` appends for a new case, and for the step after it. */
async function appends(): Promise<[Append, Append]> {
  const asked: Append[] = []
  const { cases } = memoryRows()
  const noted = {
    ...cases,
    append: async (append: Append) => {
      asked.push(append)
      return cases.append(append)
    },
  }
  const dependencies = { ...testCommit({ programme: kerman, cases: noted }), programme: kerman }
  const submit = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
  await attemptCommit(dependencies, null, submit, [])
  await attemptCommit(dependencies, (await cases.find(reference)) ?? null, { type: 'confirm' }, [])
  const [first, next] = asked
  if (first === undefined || next === undefined) throw new Error('Both commands append')
  return [first, next]
}

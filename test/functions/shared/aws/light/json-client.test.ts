import dns from 'node:dns'
import { join } from 'node:path'
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import { TaskTimedOut } from '@aws-sdk/client-sfn'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { catalogue } from '#functions/catalogue.ts'
import {
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
} from '#functions/shared/aws/light/client-dynamodb.ts'
import { KMSClient, SignCommand } from '#functions/shared/aws/light/client-kms.ts'
import { SendTaskSuccessCommand, SFNClient } from '#functions/shared/aws/light/client-sfn.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Act, type ScriptedService, scriptedService } from './scripted-service.ts'

let service: ScriptedService | undefined
afterEach(() => {
  service?.close()
  vi.restoreAllMocks()
})

async function serviceThat(...acts: readonly Act[]): Promise<ScriptedService> {
  service = await scriptedService(...acts)
  return service
}

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'session' }

function client({ endpoint }: ScriptedService): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials })
}

const get = new GetItemCommand({ TableName: 'table', Key: { PK: { S: 'a' } } })
const found: Act = { status: 200, body: { Item: { PK: { S: 'a' } } } }
const failed = (status: number, type: string, more: object = {}): Act => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'said', ...more },
})

/** Milliseconds. */
const shortestTimeout = Math.min(...Object.values(catalogue).map(({ timeout }) => timeout)) * 1_000

const classification = '@smithy/core/dist-es/submodules/retry/service-error-classification/constants.js'
const { THROTTLING_ERROR_CODES, TRANSIENT_ERROR_CODES } = (await import(
  join(process.cwd(), 'node_modules', classification)
)) as Record<'THROTTLING_ERROR_CODES' | 'TRANSIENT_ERROR_CODES', readonly string[]>
const throttles = [...THROTTLING_ERROR_CODES, ...TRANSIENT_ERROR_CODES]

describe('a light client', () => {
  it('calls by the name of the operation, signed with the session', async () => {
    const service = await serviceThat(found)
    expect(await client(service).send(get)).toEqual({ Item: { PK: { S: 'a' } } })
    const [call] = service.calls
    expect(JSON.parse(call?.body ?? '')).toEqual({ TableName: 'table', Key: { PK: { S: 'a' } } })
    expect(call?.headers).toMatchObject({
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-security-token': 'session',
    })
    expect(call?.headers.authorization).toContain('/eu-central-1/dynamodb/aws4_request, SignedHeaders=')
  })

  it('uses a connection again', async () => {
    const service = await serviceThat(found)
    const table = client(service)
    for (let call = 0; call < 3; call += 1) await table.send(get)
    expect(service.connections()).toBe(1)
  })

  it.each<[string, Act]>([
    ['a fault of the service', failed(500, 'InternalServerError')],
    ['a throttle', failed(400, 'ProvisionedThroughputExceededException')],
    ['a connection that broke', 'drop'],
    ['a gateway that knows no JSON', { status: 503, body: 'away' }],
  ])('tries again after %s', async (_what, act) => {
    const service = await serviceThat(act, found)
    expect(await client(service).send(get)).toEqual({ Item: { PK: { S: 'a' } } })
    expect(service.calls).toHaveLength(2)
  })

  it.each<[string, Act]>([
    ['fails', failed(500, 'InternalServerError')],
    ['throttles', failed(400, 'ThrottlingException')],
    ['drops each connection', 'drop'],
  ])('gives up after three times where the service %s, and it counts as out of reach', async (_what, act) => {
    const service = await serviceThat(act)
    await expect(reach(client(service).send(get))).rejects.toBeInstanceOf(Unavailable)
    expect(service.calls).toHaveLength(3)
  })

  it.each(['silence', 'half'] as const)(
    'does not wait for a service in its %s',
    { timeout: 60_000 },
    async (act) => {
      const service = await serviceThat(act, found)
      expect(await client(service).send(get)).toEqual({ Item: { PK: { S: 'a' } } })
      expect(service.calls).toHaveLength(2)
    },
  )

  it.each([
    ['silence', 3],
    ['half', 3],
    ['drip', 1],
  ] as const)(
    'says that nothing comes but %s before the function that waits is ended',
    { timeout: 60_000 },
    async (act, calls) => {
      const service = await serviceThat(act)
      const began = performance.now()
      const thrown: unknown = await reach(client(service).send(get)).catch((error: unknown) => error)
      expect(performance.now() - began).toBeLessThan(shortestTimeout - 1_000)
      expect(thrown).toBeInstanceOf(Unavailable)
      expect(thrown).toMatchObject({ cause: { name: 'TimeoutError' } })
      expect(service.calls).toHaveLength(calls)
    },
  )

  it('repeats what the SDK repeats, and takes the same for a service that is asked too much', async () => {
    const outcomes = throttles.map(async (name) => {
      const service = await scriptedService(failed(400, name))
      const thrown: unknown = await reach(client(service).send(get)).catch((error: unknown) => error)
      service.close()
      return [name, service.calls.length, thrown instanceof Unavailable]
    })
    expect(await Promise.all(outcomes)).toEqual(throttles.map((name) => [name, 3, true]))
  })

  it.each(['ENOTFOUND', 'ENETUNREACH', 'EHOSTUNREACH'])(
    'asks again where the name is met with %s',
    async (code) => {
      const lookup = vi
        .spyOn(dns, 'lookup')
        .mockImplementation(((_name: string, _options: object, found: (error: Error) => void) =>
          process.nextTick(found, Object.assign(new Error(code), { code }))) as typeof dns.lookup)
      const table = new DynamoDBClient({ endpoint: 'http://table.invalid', region: 'x', credentials })
      await expect(reach(table.send(get))).rejects.toBeInstanceOf(Unavailable)
      expect(lookup).toHaveBeenCalledTimes(3)
    },
  )

  it('repeats a transaction under the same token, and begins another with another', async () => {
    const service = await serviceThat('drop', { status: 200, body: {} })
    const table = client(service)
    await table.send(new TransactWriteItemsCommand({ TransactItems: [] }))
    await table.send(new TransactWriteItemsCommand({ TransactItems: [] }))
    const [first, again, other] = service.calls.map(
      ({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken,
    )
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  it("throws the SDK's error of a condition at once, with what it says", async () => {
    const service = await serviceThat(failed(400, 'ConditionalCheckFailedException'))
    const error = await client(service)
      .send(get)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConditionalCheckFailedException)
    expect(error).toMatchObject({ message: 'said', $metadata: { httpStatusCode: 400 } })
    expect(service.calls).toHaveLength(1)
  })

  it('says why a transaction was cancelled', async () => {
    const CancellationReasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }]
    const service = await serviceThat(failed(400, 'TransactionCanceledException', { CancellationReasons }))
    const error = await client(service)
      .send(get)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TransactionCanceledException)
    expect(error).toMatchObject({ CancellationReasons })
  })

  it('names an error that nobody looks for', async () => {
    const service = await serviceThat(failed(400, 'ResourceNotFoundException'))
    const error = await client(service)
      .send(get)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DynamoDBServiceException)
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', $fault: 'client' })
  })

  it('reads the names of errors that other services write', async () => {
    const { endpoint } = await serviceThat({ status: 400, body: { __type: 'TaskTimedOut', Message: 'late' } })
    const sent = new SFNClient({ endpoint, region: 'x', credentials }).send(
      new SendTaskSuccessCommand({ taskToken: 'token', output: '{}' }),
    )
    await expect(sent).rejects.toBeInstanceOf(TaskTimedOut)
  })

  it('sends and reads the bytes of a row, and nothing else as such', async () => {
    const service = await serviceThat({
      status: 200,
      body: { Item: { body: { B: 'AQID' }, B: { S: 'AQID' }, text: { S: 'AQID' } } },
    })
    const Item = { body: { B: new Uint8Array([1, 2, 3]) }, B: { S: 'AQID' }, text: { S: 'AQID' } }
    const asBuffer = { ...Item, body: { B: Buffer.from([1, 2, 3]) } }
    expect(await client(service).send(new GetItemCommand({ Item, asBuffer }))).toEqual({ Item })
    const { body } = JSON.parse(service.calls[0]?.body ?? '').Item
    expect(body).toEqual({ B: 'AQID' })
    expect(JSON.parse(service.calls[0]?.body ?? '').asBuffer.body).toEqual({ B: 'AQID' })
  })

  it('sends and reads bytes where a service has them', async () => {
    const service = await serviceThat({ status: 200, body: { Signature: 'AQID' } })
    const kms = new KMSClient({ endpoint: service.endpoint, region: 'x', credentials })
    const sign = new SignCommand({ KeyId: 'key', Message: new Uint8Array([4, 5]) })
    expect(await kms.send(sign)).toEqual({ Signature: new Uint8Array([1, 2, 3]) })
    expect(JSON.parse(service.calls[0]?.body ?? '')).toEqual({ KeyId: 'key', Message: 'BAU=' })
  })
})

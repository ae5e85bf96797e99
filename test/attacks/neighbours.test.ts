import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealCertificateKey } from '#functions/shared/ports/files.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { type KillableTasvib, startKillable } from '#test/faults/killable-tasvib.ts'
import { listeningPorts } from './listening-ports.ts'

/*
 * What another account of the same machine can try: every port that a Tasvib and its children listen on is found as the
 * operating system lists it, and asked without knowing a secret.
 */
let server: KillableTasvib
let reference = ''

beforeAll(async () => {
  server = await startKillable()
  const { publicUrl, operatorUrl } = server
  const visitor = new Visitor({ publicUrl, operatorUrl, language: 'fa', patience: 60_000 })
  reference = await new CasePlayers(visitor).submit(sampleProposals.fa, crypto.randomUUID())
})
afterAll(async () => {
  await server?.stop()
})

const stateMachineArn = 'arn:aws:states:local:000000000000:stateMachine:tasvib'

/** What the imitated services and the store of earlier releases answered. */
const calls: Readonly<Record<string, unknown>> = {
  'DynamoDB_20120810.ListTables': {},
  'DynamoDB_20120810.Scan': { TableName: 'tasvib' },
  'DynamoDB_20120810.PutItem': {
    TableName: 'tasvib',
    Item: { PK: { S: 'proposal#TSV-1405-00000' }, SK: { S: 'head' }, body: { S: '{}' } },
  },
  'DynamoDBStreams_20120810.ListStreams': {},
  'AWSStepFunctions.ListExecutions': { stateMachineArn },
  'AWSStepFunctions.StartExecution': { stateMachineArn, name: 'forged', input: '{}' },
  'AmazonSQS.SendMessage': { QueueUrl: 'http://127.0.0.1/calls', MessageBody: '{}' },
  'TrentService.Sign': {
    KeyId: 'alias/tasvib-seal',
    Message: Buffer.alloc(32).toString('base64'),
    MessageType: 'RAW',
    SigningAlgorithm: 'ECDSA_SHA_256',
  },
  'TrentService.GetPublicKey': { KeyId: 'alias/tasvib-seal' },
  'AWSEvents.PutEvents': {
    Entries: [{ EventBusName: 'tasvib', Source: 'tasvib', DetailType: 'Forged', Detail: '{}' }],
  },
}

/** Looks like a signature and is none. */
const forged =
  'AWS4-HMAC-SHA256 Credential=tasvib-local/20261129/local/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, ' +
  `Signature=${'0'.repeat(64)}`

async function ask(port: number, target: string, authorization?: string) {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
      origin: 'https://evil.example',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(calls[target]),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe.skipIf(process.platform !== 'linux')('a neighbour on the same machine', () => {
  it('finds two ports, and none that answers a forged request or lets a web page read', async () => {
    const ports = listeningPorts(server.pid())
    expect(new Set(ports)).toEqual(
      new Set([server.publicUrl, server.operatorUrl].map((url) => Number(new URL(url).port))),
    )
    for (const port of ports) {
      for (const target of Object.keys(calls)) {
        for (const authorization of [undefined, forged]) {
          const { status, headers, text } = await ask(port, target, authorization)
          expect(status, `${target} on ${port}`).toBeGreaterThanOrEqual(400)
          expect(headers.get('access-control-allow-origin')).toBeNull()
          expect(text).not.toContain(sampleProposals.fa.fields['nationalCode'])
          expect(text).not.toContain(reference)
        }
      }
      // What a browser asks before a page of another origin may send such a request.
      const preflight = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      })
      for (const name of ['access-control-allow-origin', 'access-control-allow-headers'])
        expect(preflight.headers.get(name)).toBeNull()
    }
  })

  it('reads and writes no file', async () => {
    for (const port of listeningPorts(server.pid())) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        for (const key of [`cases/${reference}/evidence.json`, sealCertificateKey]) {
          const response = await fetch(`http://127.0.0.1:${port}/tasvib-files/${key}`, {
            method,
            ...(method === 'PUT' ? { body: '{}' } : {}),
          })
          expect(response.status, `${method} on ${port}`).toBeGreaterThanOrEqual(400)
        }
      }
    }
  })

  it('cannot open the files in which cases and secrets are', async () => {
    const files = (await readdir(join(server.dataFolder, 'files'))).map((name) => `files/${name}`)
    expect(files.length).toBeGreaterThan(0)
    const names = [
      'tasvib.sqlite',
      'tasvib.sqlite-wal',
      'secrets.json',
      'environment.json',
      'files',
      ...files,
    ]
    const { stdout } = await promisify(execFile)('stat', [
      '-c',
      '%a %n',
      ...names.map((name) => join(server.dataFolder, name)),
    ])
    for (const line of stdout.trim().split('\n')) expect(line).toMatch(/^[67]00 /)
  })

  it('leaves the ledger as it was after all that it tried', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      'infra/operate/operate.ts',
      'verify',
      reference,
      '--data',
      server.dataFolder,
    ])
    expect(stdout).toMatch(/^1 entries, tip [0-9a-f]{64}\nThe chain is whole\.$/m)
  })
})

import { createServer } from 'node:http'
import { openCloud } from '#infra/machine/cloud/cloud.ts'
import { ObjectStore } from '#infra/machine/cloud/object-store.ts'
import { type S3Options, serveS3 } from '#infra/machine/cloud/s3.ts'
import { listen } from '#infra/machine/listen.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { openMessageQueue } from '#infra/machine/message-queue.ts'
import { readBody } from '#infra/machine/read-body.ts'
import { testKey } from '#test/infra/aws/seal/test-seal.ts'
import { afterwards, temporaryFolder } from '#test/infra/machine/temporary-data.ts'

export const credentials = { accessKeyId: 'test-key', secretAccessKey: 'a-secret-that-only-the-test-knows' }

const now = () => new Date('2026-11-22T10:00:00.000Z')

/** A cloud on a free port with its parts, and what clients need to reach it. */
export async function cloudForTests() {
  const folder = await temporaryFolder()
  const mailbox = await openMailbox({ folder, now })
  const s3: S3Options = {
    objects: new ObjectStore(`${folder}/objects`),
    bucket: 'files',
    credentials,
    hosts: () => [],
  }
  const queue = openMessageQueue(`${await temporaryFolder()}/calls.db`)
  afterwards(async () => queue.close())
  const eventsFile = `${folder}/events.jsonl`
  const cloud = await openCloud({
    s3,
    mailbox,
    eventsFile,
    now,
    queue,
    keys: new Map([['alias/tasvib-seal', testKey]]),
  })
  afterwards(() => cloud.stop())
  const config = { endpoint: cloud.endpoint, region: 'local', credentials, maxAttempts: 1 }
  return { cloud, config, folder, mailbox, s3, eventsFile, queue }
}

/** Serves S3 as the public port does: by presigned requests, under a name that the signatures do not cover. */
export async function publicPortForTests(s3: S3Options): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request, 1_000_000)
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
      const { method = 'GET', headers } = request
      const answer = await serveS3(
        { method, path, query, headers, body: body === 'too-large' ? Buffer.alloc(0) : body },
        s3,
      )
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })()
  })
  const port = await listen(server, { port: 0, setting: 'PORT' })
  afterwards(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}`
}

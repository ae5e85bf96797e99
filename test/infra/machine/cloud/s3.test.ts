import { readdir } from 'node:fs/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it } from 'vitest'
import { afterwards } from '#test/infra/machine/temporary-data.ts'
import { cloudForTests, credentials, publicPortForTests } from './cloud-for-tests.ts'

const Bucket = 'files'

async function clientForTests(changes: { secretAccessKey?: string } = {}) {
  const { config, s3, folder } = await cloudForTests()
  const client = new S3Client({
    ...config,
    credentials: { ...credentials, ...changes },
    forcePathStyle: true,
  })
  afterwards(async () => client.destroy())
  return { client, s3, folder, config }
}

async function codeOf(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]
}

describe('objects', () => {
  it('gives back what was put, with its type, name and metadata', async () => {
    const { client } = await clientForTests()
    const Key = 'cases/TSV-1/طرح اولیه.pdf'
    const put = await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: Buffer.from('سلام'),
        ContentType: 'application/pdf',
        ContentDisposition: 'attachment',
        Metadata: { digest: 'abc' },
      }),
    )
    const got = await client.send(new GetObjectCommand({ Bucket, Key }))
    expect(await got.Body?.transformToString()).toBe('سلام')
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment',
      ContentLength: 8,
      Metadata: { digest: 'abc' },
      ETag: put.ETag,
    })
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }))
    expect(head).toMatchObject({ ContentLength: 8, ETag: put.ETag })
  })

  it('gives parts of an object, and refuses parts beyond it', async () => {
    const { client } = await clientForTests()
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }))
    const part = async (Range: string) =>
      (await client.send(new GetObjectCommand({ Bucket, Key: 'k', Range }))).Body?.transformToString()
    expect(await part('bytes=2-4')).toBe('234')
    expect(await part('bytes=7-')).toBe('789')
    expect(await part('bytes=-2')).toBe('89')
    await expect(part('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' })
  })

  it('says NoSuchKey for what is not there, or no longer', async () => {
    const { client } = await clientForTests()
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toBeInstanceOf(NoSuchKey)
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).resolves.toBeDefined()
  })

  it('refuses to replace an object that may be written only once', async () => {
    const { client } = await clientForTests()
    const put = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, IfNoneMatch: '*' }))
    await put('first')
    await expect(put('second')).rejects.toMatchObject({ name: 'PreconditionFailed' })
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))
    expect(await got.Body?.transformToString()).toBe('first')
  })

  it.each(['../../../escaped', '..', '/etc/passwd', 'a/../../b', `${'long/'.repeat(150)}x`, 'nul\u0000byte'])(
    'keeps the key %j inside its folder',
    async (Key) => {
      const { client, folder } = await clientForTests()
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))
      const got = await client.send(new GetObjectCommand({ Bucket, Key }))
      expect(await got.Body?.transformToString()).toBe('x')
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) =>
        file.isFile(),
      )
      expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    },
  )

  it('refuses a request signed with another secret, and one that is not signed', async () => {
    const { client, config } = await clientForTests({ secretAccessKey: 'another' })
    await expect(client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    const bare = await fetch(`${config.endpoint}/files/k`, { method: 'PUT', body: 'x' })
    expect(bare.status).toBe(403)
  })
})

async function addressForTests(expiresIn = 60, signingDate = new Date()) {
  const { client, s3 } = await clientForTests()
  await client.send(new PutObjectCommand({ Bucket, Key: 'کلید', Body: 'content', ContentType: 'text/html' }))
  const command = new GetObjectCommand({
    Bucket,
    Key: 'کلید',
    ResponseContentDisposition: 'attachment; filename="a.html"',
    ResponseContentType: 'application/octet-stream',
  })
  return { url: await getSignedUrl(client, command, { expiresIn, signingDate }), s3 }
}

describe('presigned addresses', () => {
  it('open an object under the name and type they were signed for', async () => {
    const { url } = await addressForTests()
    const response = await fetch(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.html"')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(await response.text()).toBe('content')
  })

  it('open nothing when anything in them was changed', async () => {
    const { url } = await addressForTests()
    const changed = [
      url.replace('attachment', 'inline'),
      url.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'),
      url.replace(encodeURIComponent('کلید'), 'other'),
      url.replace(/X-Amz-Signature=./, 'X-Amz-Signature=g'),
      url.replace(/&X-Amz-Signature=[^&]*/, ''),
    ]
    for (const other of changed) {
      expect(other).not.toBe(url)
      expect((await fetch(other)).status).toBe(403)
    }
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403)
  })

  it('open nothing after their time', async () => {
    const { url } = await addressForTests(60, new Date(Date.now() - 61_000))
    const response = await fetch(url)
    expect([response.status, await codeOf(response)]).toEqual([403, 'AccessDenied'])
  })

  it('open behind a proxy that changes the host, if it is ours', async () => {
    const { url, s3 } = await addressForTests()
    const { host, pathname, search } = new URL(url)
    const stranger = await publicPortForTests(s3)
    expect((await fetch(`${stranger}${pathname}${search}`)).status).toBe(403)
    const ours = await publicPortForTests({ ...s3, hosts: () => [host] })
    expect((await fetch(`${ours}${pathname}${search}`)).status).toBe(200)
  })
})

describe('presigned forms', () => {
  const Key = 'uploads/one'

  async function formForTests(changes: Partial<PresignedPostOptions> = {}) {
    const { client } = await clientForTests()
    const { url, fields } = await createPresignedPost(client, {
      Bucket,
      Key,
      Fields: { 'Content-Type': 'application/pdf' },
      Conditions: [['content-length-range', 3, 10]],
      Expires: 60,
      ...changes,
    })
    const send = (sent: Record<string, string>, content: string) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(sent)) form.append(name, value)
      form.append('file', new Blob([content], { type: 'application/pdf' }), 'any name.pdf')
      return fetch(url, { method: 'POST', body: form })
    }
    return { client, fields, send }
  }

  it('take the file under the very key and type', async () => {
    const { client, fields, send } = await formForTests()
    expect((await send(fields, 'hello')).status).toBe(204)
    const got = await client.send(new GetObjectCommand({ Bucket, Key }))
    expect(await got.Body?.transformToString()).toBe('hello')
    expect(got.ContentType).toBe('application/pdf')
  })

  it.each([
    ['too large', 'EntityTooLarge', 400, {}, 'x'.repeat(11)],
    ['too small', 'EntityTooSmall', 400, {}, 'xx'],
    ['under another key', 'AccessDenied', 403, { key: 'uploads/two' }, 'hello'],
    ['of another type', 'AccessDenied', 403, { 'Content-Type': 'text/html' }, 'hello'],
    ['with a field that was not signed', 'AccessDenied', 403, { 'x-amz-meta-a': 'b' }, 'hello'],
    ['with another signature', 'SignatureDoesNotMatch', 403, { 'X-Amz-Signature': '0'.repeat(64) }, 'hello'],
    ['with a policy of its own', 'SignatureDoesNotMatch', 403, { Policy: 'e30=' }, 'hello'],
  ])('refuse a file %s', async (...row) => {
    const [, code, status, changes, content] = row
    const { client, fields, send } = await formForTests()
    const response = await send({ ...fields, ...changes }, content)
    expect([response.status, await codeOf(response)]).toEqual([status, code])
    await expect(client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })

  it('refuse a file after their time', async () => {
    const { fields, send } = await formForTests({ Expires: -1 })
    const response = await send(fields, 'hello')
    expect([response.status, await codeOf(response)]).toEqual([403, 'AccessDenied'])
  })

  it('refuse what is no form', async () => {
    const { config } = await clientForTests()
    const response = await fetch(`${config.endpoint}/files`, { method: 'POST', body: 'x' })
    expect([response.status, await codeOf(response)]).toEqual([400, 'MalformedPOSTRequest'])
  })
})

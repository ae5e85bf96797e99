import { afterEach, describe, expect, it, vi } from 'vitest'
import { s3Files } from '#functions/shared/aws/s3-files.ts'
import { answering } from '#functions/shared/ports/asked-method.ts'
import {
  attachmentKey,
  caseKey,
  type Files,
  fileIdOf,
  incomingKey,
  type UploadTicket,
} from '#functions/shared/ports/files.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { filesForTests as machineFilesForTests } from '#test/infra/machine/files/files-for-tests.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { memoryBucket } from './memory-bucket.ts'

const pdf = Buffer.from('%PDF-1.7\nعنوان')
const reference = 'TSV-1405-7F3K2'
const name = 'طرح توجیهی "۱".pdf'

interface Bench {
  readonly files: Files
  /** What a browser does with a ticket. */
  upload(ticket: UploadTicket, bytes: Buffer): Promise<void>
}

const homes: readonly [home: string, open: () => Promise<Bench>][] = [
  [
    'one machine',
    async () => {
      const files = await filesForTests()
      return {
        files,
        async upload(ticket, bytes) {
          expect(await upload(ticket, bytes)).toBe(204)
        },
      }
    },
  ],
  [
    'S3',
    async () => {
      const { client, kept } = memoryBucket()
      const files = s3Files({ client, name: 'files-of-city', lockedUntil: () => undefined }, fixedRandom())
      return {
        files,
        async upload({ fields }, bytes) {
          kept.set(fields['key'] ?? '', { bytes, metadata: { name: fields['x-amz-meta-name'] ?? '' } })
        },
      }
    },
  ],
]

async function filesForTests(): Promise<Files> {
  return (await machineFilesForTests()).files
}

/** What a browser does with a ticket. */
async function upload({ url, fields }: UploadTicket, bytes: Buffer, change: Record<string, string> = {}) {
  const form = new FormData()
  for (const [field, value] of Object.entries({ ...fields, ...change })) form.append(field, value)
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'whatever.pdf')
  return (await fetch(url, { method: 'POST', body: form })).status
}

afterEach(() => {
  vi.useRealTimers()
})

/** What is told of a file at an address. */
async function told(method: 'GET' | 'HEAD', address: string) {
  const { status, headers, body } = await fetch(address, { method })
  await body?.cancel()
  return {
    status,
    type: headers.get('content-type'),
    length: headers.get('content-length'),
    saved: headers.get('content-disposition'),
  }
}

async function* broken() {
  yield Buffer.alloc(100_000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  throw new RangeError('An attachment is gone')
}

describe.each(homes)('the files of %s', (_, open) => {
  it('takes an upload by its ticket and finds what it is', async () => {
    const { files, upload } = await open()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    expect(await files.inspect(ticket.fileId)).toBeUndefined()
    await upload(ticket, pdf)
    expect(await files.inspect(ticket.fileId)).toEqual({
      fileId: ticket.fileId,
      name: 'طرح توجیهی ۱.pdf',
      type: 'application/pdf',
      size: pdf.length,
      sha256: digestOfBytes(pdf),
    })
  })

  it('gives each upload a secret, of which its id tells nothing', async () => {
    const { files } = await open()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    const stored = await files.store({ name, type: 'application/pdf', bytes: pdf })
    for (const { fileId, secret } of [ticket, stored]) {
      expect(fileIdOf(secret)).toBe(fileId)
      expect(JSON.stringify([ticket.url, ticket.fields])).not.toContain(secret)
    }
    expect(new Set([ticket, stored].flatMap(({ fileId, secret }) => [fileId, secret])).size).toBe(4)
  })

  it('copies a file to each case that takes it, and no other than was looked at', async () => {
    const { files, upload } = await open()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    await upload(ticket, pdf)
    const found = await files.inspect(ticket.fileId)
    if (found === undefined || 'unwanted' in found) throw new Error('The upload is there')
    const key = attachmentKey(reference, { ...found, ofCase: true })
    expect(await files.has(key)).toBe(false)
    // For five minutes the ticket takes another file of the same size.
    const other = Buffer.from(pdf.toString('latin1').replace(/.$/s, '!'), 'latin1')
    await upload(ticket, other)
    await expect(files.attach(reference, found)).rejects.toThrow('not the one that was looked at')
    await upload(ticket, pdf)
    expect(await files.attach(reference, found)).toEqual({ ...found, ofCase: true })
    const second = await files.attach('TSV-1405-7F3K3', found)
    await upload(ticket, other)
    await files.attach(reference, found)
    for (const one of [key, attachmentKey('TSV-1405-7F3K3', second)])
      expect(Buffer.from(await files.read(one))).toEqual(pdf)
  })

  it('attaches to a case one of two files that came to the same address, and refuses the other', async () => {
    const { files, upload } = await open()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    const other = Buffer.from(pdf.toString('latin1').replace(/.$/s, '!'), 'latin1')
    const looked = async (bytes: Buffer) => {
      await upload(ticket, bytes)
      const found = await files.inspect(ticket.fileId)
      if (found === undefined || 'unwanted' in found) throw new Error('The upload is there')
      return found
    }
    const [first, second] = [await looked(pdf), await looked(other)]
    await files.attach(reference, second)
    await upload(ticket, pdf)
    await expect(files.attach(reference, first)).rejects.toThrow('not the one that was looked at')
    const key = attachmentKey(reference, { ...ticket, ofCase: true })
    expect(Buffer.from(await files.read(key))).toEqual(other)
    const again = await Promise.all(Array.from({ length: 5 }, () => files.attach('TSV-1405-7F3K3', first)))
    expect(new Set(again.map(({ sha256 }) => sha256))).toEqual(new Set([digestOfBytes(pdf)]))
  })

  it('tells an upload by its bytes, whatever it claims', async () => {
    const { files, upload } = await open()
    const page = Buffer.from('<html>%PDF-1.7')
    const ticket = await files.ticket({ name, type: 'application/pdf', size: page.length })
    await upload(ticket, page)
    expect(await files.inspect(ticket.fileId)).toEqual({ unwanted: 'other', name: 'طرح توجیهی ۱.pdf' })
  })

  it('names what is not taken as its sender did', async () => {
    const { files, upload } = await open()
    const bytes = Buffer.from('\0\0\0\u0018ftypheic')
    const file = { name: 'طرح.heic', type: 'application/pdf', size: bytes.length }
    const ticket = await files.ticket(file)
    await upload(ticket, bytes)
    expect(await files.inspect(ticket.fileId)).toEqual({ unwanted: 'picture', name: 'طرح.heic' })
    const came = await files.store({ name: 'C:\\photo.tif', type: 'application/pdf', bytes })
    expect(await files.inspect(came.fileId)).toEqual({ unwanted: 'picture', name: 'photo.tif' })
  })

  it('asks the store for nothing that is no id', async () => {
    const { files } = await open()
    for (const fileId of ['', '../cases/x', 'a'.repeat(23), 'پرونده']) {
      expect(await files.inspect(fileId)).toBeUndefined()
    }
  })

  it('gives no ticket for other types and sizes', async () => {
    const { files } = await open()
    await expect(files.ticket({ name, type: 'text/html', size: 5 })).rejects.toThrow(RangeError)
    for (const size of [0, -1, 1.5, 10 * 1024 * 1024 + 1]) {
      await expect(files.ticket({ name, type: 'image/png', size })).rejects.toThrow(RangeError)
    }
  })

  it('keeps the first of several documents, and answers it to whoever comes later or at the same time', async () => {
    const { files } = await open()
    const texts = ['first', 'second', 'third'].map((text) => new TextEncoder().encode(text))
    const kept = await Promise.all(texts.map((bytes) => files.keep('cases/seal', bytes, 'text/plain')))
    const stands = Buffer.from(await files.read('cases/seal')).toString('utf8')
    expect(kept.map((bytes) => Buffer.from(bytes).toString('utf8'))).toEqual([stands, stands, stands])
    const later = await files.keep('cases/seal', new TextEncoder().encode('later'), 'text/plain')
    expect(Buffer.from(later).toString('utf8')).toBe(stands)
  })

  it('takes 20 MB as a stream whose size is known', async () => {
    const { files } = await open()
    const piece = Buffer.alloc(256 * 1024, 7)
    const count = 80
    let made = 0
    async function* pieces() {
      for (; made < count; made += 1) yield piece
    }
    const size = count * piece.length
    await files.stream('evidence/a.zip', pieces(), { size, type: 'application/zip' })
    expect(made).toBe(count)
    expect(await files.has('evidence/a.zip')).toBe(true)
    expect(await files.has('evidence/b.zip')).toBe(false)
    expect(await files.read('evidence/a.zip')).toHaveLength(size)
    let [chunks, read] = [0, 0]
    for await (const chunk of files.chunks('evidence/a.zip')) {
      chunks += 1
      read += chunk.length
    }
    expect(read).toBe(size)
    expect(chunks).toBeGreaterThan(1)
  })

  it('keeps nothing of a stream that breaks, and says why it did', async () => {
    const { files } = await open()
    const streaming = files.stream('evidence/b.zip', broken(), { size: 200_000, type: 'application/zip' })
    await expect(streaming).rejects.toThrow('An attachment is gone')
    await expect(files.read('evidence/b.zip')).rejects.toThrow('key')
  })

  it('fails on a document that is not there', async () => {
    const { files } = await open()
    await expect(files.read('cases/none')).rejects.toThrow('key')
  })
})

describe('addresses that one machine gives to browsers', () => {
  it('are looked at by HEAD as they are fetched by GET, each at an address that is signed for it alone', async () => {
    const files = await filesForTests()
    await files.write(caseKey(reference, 'contract-1.pdf'), pdf, 'application/pdf')
    const address = () =>
      files.url(caseKey(reference, 'contract-1.pdf'), { name, type: 'application/pdf', inline: true })
    const [get, head] = [await answering('GET', address), await answering('HEAD', address)]
    const fetched = await told('GET', get)
    expect(fetched).toMatchObject({ status: 200, type: 'application/pdf', length: String(pdf.length) })
    expect(await told('HEAD', head)).toEqual(fetched)
    expect(await told('HEAD', get)).toMatchObject({ status: 403 })
  })

  it('binds a ticket to key, type, name and size', async () => {
    const files = await filesForTests()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    const other = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    const changes = [
      { key: incomingKey(other.fileId) },
      { key: attachmentKey(reference, { ...ticket, ofCase: true }) },
      { key: '../contract.pdf' },
      { 'Content-Type': 'text/html' },
      { 'x-amz-meta-name': 'other.pdf' },
    ]
    for (const change of changes) expect(await upload(ticket, pdf, change)).toBe(403)
    expect(await upload(ticket, Buffer.concat([pdf, pdf]))).toBe(400)
    expect(await upload(ticket, pdf.subarray(1))).toBe(400)
    expect(await files.inspect(ticket.fileId)).toBeUndefined()
    expect(await files.inspect(other.fileId)).toBeUndefined()
  })

  it('stores what came with the form and serves it to be saved, under its own name', async () => {
    const files = await filesForTests()
    const { fileId } = await files.store({ name, type: 'application/pdf', bytes: pdf })
    const found = await files.inspect(fileId)
    if (found === undefined || 'unwanted' in found) throw new Error('The upload is there')
    expect(found.sha256).toBe(digestOfBytes(pdf))
    const kept = await files.attach(reference, found)
    const url = await files.url(attachmentKey(reference, kept), {
      name,
      type: 'application/pdf',
      inline: false,
    })
    const answer = await fetch(url)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toContain(
      `attachment; filename="___ ______ ___.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
  })

  it('shows a PDF in the browser when asked to, and never a page', async () => {
    const files = await filesForTests()
    const key = caseKey('TSV-1405-7F3K2', 'contract-1.pdf')
    await files.write(key, pdf, 'application/pdf')
    expect(Buffer.from(await files.read(key))).toEqual(pdf)
    const shown = async (type: string) => {
      const answer = await fetch(await files.url(key, { name: 'contract.pdf', type, inline: true }))
      return answer.headers.get('content-disposition')?.split(';', 1)[0]
    }
    expect(await shown('application/pdf')).toBe('inline')
    expect(await shown('text/html')).toBe('attachment')
    expect(await shown('image/svg+xml')).toBe('attachment')
  })

  it('gives addresses for one file and five minutes', async () => {
    const files = await filesForTests()
    await files.write('cases/a', pdf, 'application/pdf')
    await files.write('cases/b', pdf, 'application/pdf')
    const url = await files.url('cases/a', { name: 'a.pdf', type: 'application/pdf', inline: false })
    expect((await fetch(url.replace('cases/a', 'cases/b'))).status).toBe(403)
    expect((await fetch(url.replace('attachment', 'inline'))).status).toBe(403)
    expect((await fetch(url)).status).toBe(200)
    vi.useFakeTimers({ now: Date.now() + 301_000, toFake: ['Date'] })
    expect((await fetch(url)).status).toBe(403)
  })

  it('takes an upload for five minutes', async () => {
    const files = await filesForTests()
    const ticket = await files.ticket({ name, type: 'application/pdf', size: pdf.length })
    vi.useFakeTimers({ now: Date.now() + 301_000, toFake: ['Date'] })
    expect(await upload(ticket, pdf)).toBe(403)
    expect(await files.inspect(ticket.fileId)).toBeUndefined()
  })

  it('gives parts of a file, and refuses parts beyond it', async () => {
    const files = await filesForTests()
    await files.write('cases/a', Buffer.from('0123456789'), 'application/pdf')
    const url = await files.url('cases/a', { name: 'a.pdf', type: 'application/pdf', inline: false })
    const part = async (range: string) => {
      const answer = await fetch(url, { headers: { range } })
      return [answer.status, answer.headers.get('content-range'), await answer.text()]
    }
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await part('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89'])
    expect(await part('bytes=10-')).toEqual([416, 'bytes */10', ''])
  })

  it('lets nobody write, delete or look without a right, whatever method is asked', async () => {
    const { files, publicUrl } = await machineFilesForTests()
    await files.write('cases/a', pdf, 'application/pdf')
    const address = await files.url('cases/a', { name: 'a.pdf', type: 'application/pdf', inline: false })
    for (const method of ['PUT', 'DELETE', 'POST', 'PATCH'])
      expect((await fetch(address, { method })).status, method).toBe(403)
    for (const path of ['', '/', '/cases/a', '/cases/b', '/cases/a?right=', '/cases/a?until=9e99&right=x'])
      expect((await fetch(`${publicUrl}/tasvib-files${path}`)).status, path).toBe(403)
    for (const body of ['x', new FormData()])
      expect((await fetch(`${publicUrl}/tasvib-files`, { method: 'POST', body })).status).toBe(400)
  })
})

describe('addresses in S3', () => {
  it('are good for five minutes and say how the file is saved', async () => {
    const { client } = memoryBucket()
    const files = s3Files({ client, name: 'files-of-city', lockedUntil: () => undefined }, fixedRandom())
    const url = new URL(await files.url('cases/a', { name, type: 'text/html', inline: true }))
    expect(url.host).toBe('files-of-city.s3.me-central-1.amazonaws.com')
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300')
    expect(url.searchParams.get('response-content-disposition')).toMatch(/^attachment; /)
    const { fields } = await files.ticket({ name, type: 'application/pdf', size: 8 })
    const policy = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString())
    expect(policy.conditions).toEqual(
      expect.arrayContaining([
        ['content-length-range', 8, 8],
        ['eq', '$Content-Type', 'application/pdf'],
        { key: fields['key'] },
      ]),
    )
  })
})

import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { isHead } from '#functions/shared/ports/asked-method.ts'
import { contentDisposition } from '#functions/shared/ports/file-name.ts'
import { mayShowInline } from '#functions/shared/ports/file-type.ts'
import {
  attachmentKey,
  type Files,
  incomingKey,
  inspected,
  NoSuchFile,
} from '#functions/shared/ports/files.ts'
import { scanTag, type Verdict, verdictOf } from '#functions/shared/ports/malware.ts'
import {
  acceptedUpload,
  addressValidFor,
  isFileId,
  NotLookedAt,
  newUpload,
} from '#functions/shared/ports/new-upload.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

export interface Bucket {
  readonly client: S3Client
  readonly name: string
  /** What is kept can be neither changed nor deleted until then; undefined for no lock. */
  readonly lockedUntil: () => Date | undefined
}

interface Uploaded {
  readonly bytes: Uint8Array
  /** Percent-encoded. */
  readonly name: string | undefined
}

/** Files in a bucket that nobody can read without an address signed here. */
export function s3Files({ client, name: bucket, lockedUntil }: Bucket, random: Random): Files {
  const put = async (
    key: string,
    file: {
      bytes: Uint8Array
      type: string
      metadata?: Record<string, string>
      onlyNew?: boolean
      locked?: boolean
    },
  ) => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: file.bytes,
      ContentType: file.type,
      Metadata: file.metadata,
      ...(file.onlyNew === true ? { IfNoneMatch: '*' } : {}),
      ...(file.locked === true ? lock(file.bytes, lockedUntil()) : {}),
    })
    await reach(client.send(command))
  }
  const object = (key: string) =>
    reach(client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).catch((cause: unknown) => {
      throw cause instanceof NoSuchKey ? new NoSuchFile({ cause }) : cause
    })
  const read = async (key: string) => {
    const { Body: content } = await object(key)
    if (content === undefined) throw new Error('A file has no content')
    return content.transformToByteArray()
  }
  const findUpload = async (key: string): Promise<Uploaded | undefined> => {
    const found = await object(key).catch((error: unknown) => {
      if (error instanceof NoSuchFile) return undefined
      throw error
    })
    if (found?.Body === undefined) return undefined
    const bytes = await found.Body.transformToByteArray()
    return { bytes, name: found.Metadata?.['name'] }
  }
  return {
    async ticket(file) {
      const { size } = file
      const { name, type } = acceptedUpload(file)
      const { fileId, secret } = newUpload(random)
      const fields = { 'Content-Type': type, 'x-amz-meta-name': encodeURIComponent(name) }
      const post = await createPresignedPost(client, {
        Bucket: bucket,
        Key: incomingKey(fileId),
        Fields: fields,
        Conditions: [
          ['content-length-range', size, size],
          ['eq', '$Content-Type', type],
          ['eq', '$x-amz-meta-name', fields['x-amz-meta-name']],
        ],
        Expires: addressValidFor,
      })
      return { fileId, secret, url: post.url, fields: post.fields }
    },
    async store({ bytes, ...file }) {
      const { name, type } = acceptedUpload({ ...file, size: bytes.length })
      const upload = newUpload(random)
      const metadata = { name: encodeURIComponent(name) }
      await put(incomingKey(upload.fileId), { bytes, type, metadata })
      return upload
    },
    async inspect(fileId) {
      if (!isFileId(fileId)) return undefined
      const found = await findUpload(incomingKey(fileId))
      return found && inspected({ bytes: found.bytes, name: decodedName(found.name) }, fileId)
    },
    async attach(reference, file, from) {
      const kept = { ...file, ofCase: true } as const
      const key = attachmentKey(reference, kept)
      // Whoever has the address of an upload can send another file to it for five minutes, and the case may have an earlier one.
      const checked = async (at: string) => {
        const bytes = await read(at)
        if (digestOfBytes(bytes) === file.sha256) return bytes
        throw new NotLookedAt()
      }
      if (await isThere({ client, bucket }, key)) {
        await checked(key)
        return kept
      }
      const bytes = await checked(from ?? incomingKey(file.fileId))
      const metadata = { name: encodeURIComponent(file.name) }
      try {
        await put(key, { bytes, type: file.type, metadata, onlyNew: true })
      } catch (error) {
        if (!isTaken(error)) throw error
        await checked(key)
      }
      return kept
    },
    write: (key, bytes, type) => put(key, { bytes, type }),
    async keep(key, bytes, type) {
      try {
        await put(key, { bytes, type, onlyNew: true, locked: true })
        return bytes
      } catch (error) {
        if (isTaken(error)) return read(key)
        throw error
      }
    },
    async stream(key, chunks, { size, type }) {
      const body = Readable.from(chunks, { objectMode: false })
      // A body that fails on the way is nobody's business in the client, and would end the process.
      const giveUp = new AbortController()
      const { promise: failed, reject } = Promise.withResolvers<never>()
      body.on('error', (error) => {
        giveUp.abort()
        reject(error)
      })
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentLength: size,
        ContentType: type,
      })
      await Promise.race([failed, reach(client.send(command, { abortSignal: giveUp.signal }))])
    },
    read,
    async *chunks(key) {
      const { Body: content } = await object(key)
      if (!(content instanceof Readable)) throw new Error('A file has no content')
      for await (const chunk of content as AsyncIterable<Uint8Array>) yield chunk
    },
    has: (key) => isThere({ client, bucket }, key),
    verdict: async () => 'clean',
    async url(key, { name, type, inline }) {
      const asked = {
        Bucket: bucket,
        Key: key,
        ResponseContentType: type,
        ResponseContentDisposition: contentDisposition(name, inline && mayShowInline(type)),
      }
      const command = isHead() ? new HeadObjectCommand(asked) : new GetObjectCommand(asked)
      return getSignedUrl(client, command, { expiresIn: addressValidFor })
    },
  }
}

/** What the tag of a scan says of a file; one that is not there is nothing to be handed out. */
export async function taggedVerdict(
  { client, name }: Pick<Bucket, 'client' | 'name'>,
  key: string,
): Promise<Verdict> {
  const tags = await reach(client.send(new GetObjectTaggingCommand({ Bucket: name, Key: key }))).catch(
    (error: unknown) => {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return undefined
      throw error
    },
  )
  if (tags === undefined) return 'unchecked'
  return verdictOf(tags.TagSet?.find(({ Key }) => Key === scanTag)?.Value)
}

async function isThere(
  { client, bucket }: { client: S3Client; bucket: string },
  key: string,
): Promise<boolean> {
  try {
    await reach(client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })))
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

/** Somebody was faster to write what is written once. */
function isTaken(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'PreconditionFailed'
}

/** S3 wants to see for itself that it locks the right bytes. */
function lock(bytes: Uint8Array, until: Date | undefined) {
  if (until === undefined) return {}
  return {
    ObjectLockMode: 'COMPLIANCE' as const,
    ObjectLockRetainUntilDate: until,
    ChecksumSHA256: Buffer.from(digestOfBytes(bytes), 'hex').toString('base64'),
  }
}

/** Metadata is a header, and headers are ASCII. */
function decodedName(encoded: string | undefined): string {
  try {
    return decodeURIComponent(encoded ?? '')
  } catch {
    return ''
  }
}

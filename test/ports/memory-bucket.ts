import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'

interface Kept {
  readonly bytes: Buffer
  readonly metadata: Record<string, string> | undefined
}

/** What S3 answers of a bucket, in memory: what `s3Files` asks and no more. Whether S3 checks what is signed for browsers, no test here can say. */
export function memoryBucket() {
  const kept = new Map<string, Kept>()
  const told = { $metadata: {}, message: 'The specified key does not exist.' }
  mockClient(S3Client)
    .on(PutObjectCommand)
    .callsFake(async ({ Key, Body, IfNoneMatch, Metadata, ContentLength }: PutObjectCommand['input']) => {
      const parts: Uint8Array[] = []
      if (Body instanceof Uint8Array) parts.push(Body)
      else for await (const part of Body as Readable) parts.push(part as Uint8Array)
      const bytes = Buffer.concat(parts)
      if (ContentLength !== undefined && bytes.length !== ContentLength)
        throw new S3ServiceException({ ...told, name: 'IncompleteBody', $fault: 'client' })
      if (IfNoneMatch === '*' && kept.has(Key ?? ''))
        throw new S3ServiceException({ ...told, name: 'PreconditionFailed', $fault: 'client' })
      kept.set(Key ?? '', { bytes, metadata: Metadata })
      return {}
    })
    .on(GetObjectCommand)
    .callsFake(async ({ Key }: GetObjectCommand['input']) => {
      const found = kept.get(Key ?? '')
      if (found === undefined) throw new NoSuchKey(told)
      return { Body: bodyOf(found.bytes), Metadata: found.metadata }
    })
    .on(HeadObjectCommand)
    .callsFake(async ({ Key }: HeadObjectCommand['input']) => {
      if (!kept.has(Key ?? '')) throw new NotFound(told)
      return {}
    })
  const credentials = { accessKeyId: 'a-key', secretAccessKey: 'a-secret' }
  return { kept, client: new S3Client({ region: 'me-central-1', credentials }) }
}

function bodyOf(bytes: Buffer) {
  const half = Math.ceil(bytes.length / 2)
  const body = Readable.from([bytes.subarray(0, half), bytes.subarray(half)])
  return Object.assign(body, { transformToByteArray: async () => bytes })
}

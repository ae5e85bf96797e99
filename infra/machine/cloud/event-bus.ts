import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { appendLine } from '#infra/machine/append-line.ts'
import type { CloudAnswer } from './cloud-answer.ts'

const requestSchema = z.object({
  Entries: z
    .array(
      z.object({
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        EventBusName: z.string().optional(),
        Time: z.number().optional(),
        Resources: z.array(z.string()).optional(),
      }),
    )
    .min(1)
    .max(10),
})

/** `PutEvents`: appends the events to a file, in the form in which a subscriber of the bus would get them. */
export async function putEvents(body: Buffer, file: string, now: () => Date): Promise<CloudAnswer> {
  const request = requestSchema.safeParse(parseJson(body.toString('utf8')))
  if (!request.success) {
    return { status: 400, body: { __type: 'ValidationException', message: z.prettifyError(request.error) } }
  }
  const ids: { EventId: string }[] = []
  for (const entry of request.data.Entries) {
    const id = randomUUID()
    await appendLine(file, {
      version: '0',
      id,
      'detail-type': entry.DetailType,
      source: entry.Source,
      account: '000000000000',
      time: (entry.Time === undefined ? now() : new Date(entry.Time * 1_000)).toISOString(),
      region: 'local',
      resources: entry.Resources ?? [],
      detail: parseJson(entry.Detail),
    })
    ids.push({ EventId: id })
  }
  return { status: 200, body: { FailedEntryCount: 0, Entries: ids } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { randomUUID } from 'node:crypto'
import type { Events } from '#functions/shared/ports/events.ts'
import { appendLine } from './append-line.ts'
import { names } from './names.ts'

/** Appends each event to a file, in the form in which a subscriber of EventBridge's bus would get it. */
export function machineEvents(file: string, now: () => Date): Events {
  return {
    publish: ({ type, reference, detail }) =>
      appendLine(file, {
        version: '0',
        id: randomUUID(),
        'detail-type': type,
        source: 'tasvib',
        account: names.account,
        time: now().toISOString(),
        region: names.region,
        resources: [],
        detail: { reference, ...detail },
      }),
  }
}

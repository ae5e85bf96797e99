import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { Events } from '#functions/shared/ports/events.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'

/** Events by EventBridge, from `tasvib`. */
export function eventbridgeEvents(client: EventBridgeClient, bus: string): Events {
  return {
    async publish({ type, reference, detail }) {
      const event = {
        EventBusName: bus,
        Source: 'tasvib',
        DetailType: type,
        Detail: JSON.stringify({ reference, ...detail }),
      }
      const { FailedEntryCount: failed = 0 } = await reach(
        client.send(new PutEventsCommand({ Entries: [event] })),
      )
      // The call itself succeeds when the entry in it does not.
      if (failed > 0) throw new Unavailable('EventBridge did not take the event')
    },
  }
}

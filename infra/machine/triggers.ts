import { randomUUID } from 'node:crypto'
import type { Catalogue, FunctionHost } from './function-host.ts'
import { names } from './names.ts'

export interface TriggerContext {
  readonly functions: FunctionHost
  readonly catalogue: Catalogue
}

/** Calls every function that is called daily, one after the other. One that fails holds up no other; it is thrown at the end. */
export async function callDaily(event: unknown, { functions, catalogue }: TriggerContext): Promise<void> {
  const failures: unknown[] = []
  for (const [name, { trigger }] of Object.entries(catalogue)) {
    if (trigger.kind !== 'daily') continue
    await functions.invoke(name, event).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'A daily function failed')
}

/** Calls the one function that a kind of trigger has, and answers what it answers; nothing where there is none. */
export async function callTriggered(
  kind: 'schedule' | 'stream' | 'mail-feedback' | 'queue',
  event: unknown,
  { functions, catalogue }: TriggerContext,
): Promise<unknown> {
  const found = Object.entries(catalogue).find(([, { trigger }]) => trigger.kind === kind)
  return found === undefined ? undefined : functions.invoke(found[0], event)
}

/** What EventBridge sends on a schedule. */
export function scheduledEvent(at: Date) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    time: at.toISOString(),
    region: names.region,
    resources: [],
    detail: {},
  }
}

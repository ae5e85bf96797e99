import type { Events } from './events.ts'

type Event = Parameters<Events['publish']>[0]

export interface MemoryEvents extends Events {
  readonly published: readonly Event[]
}

/** Keeps what was published. */
export function memoryEvents(): MemoryEvents {
  const published: Event[] = []
  return {
    published,
    async publish(event) {
      published.push(event)
    },
  }
}

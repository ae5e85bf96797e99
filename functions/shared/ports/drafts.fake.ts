import { type Draft, type DraftPlace, type Drafts, draftSchema } from './drafts.ts'

export interface MemoryDrafts extends Drafts {
  drop(place: DraftPlace): void
}

/** Drafts in memory, kept as text and parsed as the real rows are. */
export function memoryDrafts(): MemoryDrafts {
  const kept = new Map<string, string>()
  return {
    async find(place): Promise<Draft | undefined> {
      const text = kept.get(keyOf(place))
      return text === undefined ? undefined : draftSchema.parse(JSON.parse(text))
    },
    async save(place, draft) {
      kept.set(keyOf(place), JSON.stringify(draft))
    },
    async erase(place) {
      kept.delete(keyOf(place))
    },
    drop(place) {
      kept.delete(keyOf(place))
    },
  }
}

function keyOf({ reference, stage, seat }: DraftPlace): string {
  return JSON.stringify([reference, stage, seat])
}

import { type Amounts, nowPrefix } from '#workflows/board/figures.ts'
import type { Figures } from './figures.ts'

/** Figures in memory. */
export function memoryFigures(): Figures {
  const marks = new Map<string, number>()
  const kept = new Map<string, Amounts>()
  const between = (low: string, high: string) =>
    new Map([...kept].filter(([name]) => name >= low && name <= high).sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    async countedUpTo(reference) {
      return marks.get(reference) ?? 0
    },
    async add({ reference, from, upTo, changes }) {
      if ((marks.get(reference) ?? 0) !== from) return 'moved'
      marks.set(reference, upTo)
      for (const [name, { count, revenue, seconds }] of changes) {
        const before = kept.get(name) ?? { count: 0, revenue: 0, seconds: 0 }
        kept.set(name, {
          count: before.count + count,
          revenue: before.revenue + revenue,
          seconds: before.seconds + seconds,
        })
      }
      return 'added'
    },
    async present() {
      return between(`${nowPrefix} `, `${nowPrefix} ~`)
    },
    async months(first, last) {
      return between(`${first} `, `${last} ~`)
    },
  }
}

import { resolve } from 'node:path'
import { median } from './median.ts'
import { type RunningRelease, startRelease } from './running-release.ts'

/** What is measured of a release on one machine. */
export const measures = {
  ready: 'seconds from the start of the process until it serves',
  startProcessor: 'seconds of processor time until then',
  processor: 'seconds of processor time of one whole case, played alone, of all its processes',
  casesPerSecond: 'whole cases a second, eight at once',
  processorTogether: 'seconds of processor time of one of these',
  request: 'milliseconds of a request at the median meanwhile',
  memory: 'megabytes that all its processes held together at most',
} as const

export type Measured = Readonly<Record<keyof typeof measures, number>>

const starts = 5
const alone = 4
const together = { cases: 16, atOnce: 8 }

/** Another checkout and this one: started in turn, then each with the same cases by the players of its own release. */
export async function beside(other: string): Promise<readonly Measured[]> {
  const sides = [other, '.'].map((folder) => ({
    checkout: resolve(folder),
    ready: [] as number[],
    startProcessor: [] as number[],
  }))
  for (let start = 0; start < starts; start += 1) {
    for (const { checkout, ready, startProcessor } of sides) {
      const release = await startRelease(checkout)
      ready.push(release.ready)
      startProcessor.push(release.taken())
      await release.stop()
    }
  }
  const measured: Measured[] = []
  for (const { checkout, ready, startProcessor } of sides) {
    const release = await startRelease(checkout)
    try {
      await release.play(1, 1)
      const one = await play(release, alone, 1)
      const many = await play(release, together.cases, together.atOnce)
      measured.push({
        ready: median(ready),
        startProcessor: median(startProcessor),
        processor: one.processor,
        casesPerSecond: many.casesPerSecond,
        processorTogether: many.processor,
        request: many.request,
        memory: release.most(),
      })
    } finally {
      await release.stop()
    }
  }
  return measured
}

async function play(release: RunningRelease, cases: number, atOnce: number) {
  const before = release.taken()
  const { seconds, p50 } = await release.play(cases, atOnce)
  return {
    processor: (release.taken() - before) / cases,
    casesPerSecond: cases / seconds,
    request: p50,
  }
}

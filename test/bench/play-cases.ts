import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as playing from '#infra/machine/demo/play-case.ts'
import type * as sample from '#infra/machine/demo/sample-proposal.ts'
import type * as visiting from '#infra/machine/demo/visitor.ts'
import type * as story from '#infra/machine/demo/whole-case.ts'
import { mailsOnDisk } from './mails-on-disk.ts'
import { median } from './median.ts'

interface RouteTimes {
  readonly route: string
  readonly requests: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export interface Played {
  readonly cases: number
  readonly seconds: number
  readonly requests: number
  /** Of one request, whatever it asked for. Milliseconds. */
  readonly p50: number
  readonly routes: readonly RouteTimes[]
}

export interface Play {
  /** The folder with the demo's players: those of the release that serves. */
  readonly players: string
  readonly publicUrl: string
  readonly dataFolder: string
  readonly cases: number
  readonly atOnce: number
  /** Sets the founders of one play apart from those of another. */
  readonly name: string
}

/** Plays whole cases against a running Tasvib, some at a time, and times every request of every person. */
async function playCases({ players, publicUrl, dataFolder, cases, atOnce, name }: Play): Promise<Played> {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(players, file)).href)
  const { Visitor } = (await load('visitor.ts')) as typeof visiting
  const { CasePlayers } = (await load('play-case.ts')) as typeof playing
  const { playWholeCase } = (await load('whole-case.ts')) as typeof story
  const { sampleProposals } = (await load('sample-proposal.ts')) as typeof sample
  const times = timeRequests(publicUrl)
  const mails = mailsOnDisk(dataFolder)
  const mailbox = async () => mails()
  const options = { publicUrl, language: 'fa', patience: 120_000, mailbox, cookies: new Map() } as const
  // One clerk serves all cases: a sign-in link works once, and only so many are sent.
  await new CasePlayers(new Visitor(options)).enterBoard()
  let started = 0
  const began = performance.now()
  const player = async (): Promise<void> => {
    while (started < cases) {
      started += 1
      const email = `founder-${name}-${started}@startup.example`
      const proposal = { ...sampleProposals.fa, fields: { ...sampleProposals.fa.fields, email } }
      await playWholeCase(new Visitor(options), 'fa', () => {}, proposal)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, player))
  const seconds = (performance.now() - began) / 1000
  const all = [...times.values()].flat()
  const routes = [...times].map(([route, took]) => ({
    route,
    requests: took.length,
    p50: median(took),
    p99: took.toSorted((a, b) => a - b)[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN,
  }))
  return {
    cases,
    seconds,
    requests: all.length,
    p50: median(all),
    routes: routes.sort((a, b) => b.p50 - a.p50),
  }
}

/** Times each request to the public address, by method and the path without tokens and references. Milliseconds. */
function timeRequests(publicUrl: string): ReadonlyMap<string, number[]> {
  const times = new Map<string, number[]>()
  const untimed = globalThis.fetch
  let count = 0
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== publicUrl) return untimed(input, init)
    const headers = new Headers(init?.headers)
    // As from many places, so that no limit of one of them is met.
    headers.set('x-forwarded-for', `198.51.100.${(count += 1) % 250}`)
    const began = performance.now()
    const response = await untimed(input, { ...init, headers })
    const path = url.pathname.replace(/\/[\w-]{43}(?=\/|$)/, '/{token}').replace(/TSV-[\w-]+/, '{reference}')
    const route = `${init?.method ?? 'GET'} ${path}`
    times.set(route, [...(times.get(route) ?? []), performance.now() - began])
    return response
  }
  return times
}

/** Run by itself, in a process of its own, so that what is measured of the other one is all Tasvib's. */
console.log(JSON.stringify(await playCases(JSON.parse(process.argv[2] ?? '') as Play)))

import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type DeliveredMail, Visitor } from '#infra/machine/demo/visitor.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { median } from './median.ts'
import { observedTasvib } from './observed-tasvib.ts'

interface RouteTimes {
  readonly route: string
  readonly requests: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export interface Load {
  readonly cases: number
  readonly seconds: number
  readonly routes: readonly RouteTimes[]
}

/** Plays so many whole cases against one Tasvib on this machine, some at a time, and times every request of every person. */
export async function load(cases: number, atOnce: number): Promise<Load> {
  const tasvib = await observedTasvib()
  const { times, restore } = timeRequests(tasvib.publicUrl)
  try {
    const mailbox = sharedMailbox(tasvib.visitor)
    const cookies = new Map<string, string>()
    const options = {
      publicUrl: tasvib.publicUrl,
      language: 'fa',
      patience: 120_000,
      mailbox,
      cookies,
    } as const
    // One clerk serves all cases: a sign-in link works once, and only so many are sent.
    await new CasePlayers(new Visitor(options)).enterBoard()
    let started = 0
    const began = performance.now()
    const player = async (): Promise<void> => {
      while (started < cases) {
        started += 1
        const email = `founder-${started}@startup.example`
        const proposal = { ...sampleProposals.fa, fields: { ...sampleProposals.fa.fields, email } }
        await playWholeCase(new Visitor(options), 'fa', () => {}, proposal)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, player))
    const seconds = (performance.now() - began) / 1000
    const routes = [...times].map(([route, took]) => ({
      route,
      requests: took.length,
      p50: median(took),
      p99: took.sort((a, b) => a - b)[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN,
    }))
    return { cases, seconds, routes: routes.sort((a, b) => b.p50 - a.p50) }
  } finally {
    restore()
    await tasvib.stop()
  }
}

/** Everybody's mail, read for all players together: reading it is no part of what is measured. */
function sharedMailbox(reader: Visitor): () => Promise<readonly DeliveredMail[]> {
  let read: { readonly at: number; readonly mails: Promise<readonly DeliveredMail[]> } | undefined
  return () => {
    if (read === undefined || performance.now() - read.at > 250) {
      read = { at: performance.now(), mails: reader.mails() }
    }
    return read.mails
  }
}

/** Times each request to the public address, by method and the path without tokens and references. */
function timeRequests(publicUrl: string): {
  readonly times: ReadonlyMap<string, number[]>
  readonly restore: () => void
} {
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
  return {
    times,
    restore: () => {
      globalThis.fetch = untimed
    },
  }
}

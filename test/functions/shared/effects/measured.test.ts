import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { relay } from '#functions/relay/relay.ts'
import { commit } from '#functions/shared/commit.ts'
import { logAbout, logAs, logFacts, loggedSubject } from '#functions/shared/ports/log.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { CaseWorld } from './case-world.ts'

const lines: Record<string, unknown>[] = []

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
    lines.push(typeof line === 'string' ? JSON.parse(line) : (line as Record<string, unknown>))
  })
})
afterEach(() => {
  lines.length = 0
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** What the relay is told of every entry of a case. */
async function entriesOf(world: CaseWorld) {
  return (await world.cases.entries(reference)).map((entry) => ({ reference, body: JSON.stringify(entry) }))
}

describe('what the relay measures', () => {
  it('is how long each entry waited', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    const late = () => new Date(world.now().getTime() + 4_000)
    await relay(await entriesOf(world), { ...world.dependencies(), now: late })
    const measured = lines.filter((line) => line['measured'] === 'relayed')
    expect(measured.length).toBeGreaterThan(1)
    expect(measured).toContainEqual(expect.objectContaining({ level: 'info', reference }))
    for (const { lag } of measured) expect(lag).toBeGreaterThanOrEqual(4_000)
  })

  it('is each mail that did not go out, without its address', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    world.mailer.refuse(99)
    await relay(await entriesOf(world), world.dependencies())
    expect(lines).toContainEqual(
      expect.objectContaining({ measured: 'effect-failed', effect: 'mail', reference }),
    )
    expect(JSON.stringify(lines)).not.toContain('@')
  })
})

describe('what is recorded', () => {
  it('is measured by the call that records it, whatever hangs on it, once for each entry', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    const declare = { type: 'declare', ...world.play.seat(0) } as const
    await logAs('request-7', () => commit(world.commit, reference, declare))
    // Once more: it is recorded already.
    await logAs('request-8', () => commit(world.commit, reference, declare))
    expect(lines.filter((line) => line['measured'] === 'entry')).toEqual([
      {
        level: 'info',
        at: expect.any(String),
        measured: 'entry',
        reference,
        type: 'NoConflictDeclared',
        requestId: 'request-7',
      },
    ])
  })
})

describe('the log of one call', () => {
  it('carries the id of the call and the case that it is about', async () => {
    await logAs('request-7', async () => {
      logAbout(reference)
      await Promise.resolve()
      logFacts({ routeKey: 'GET /', reference: loggedSubject().reference })
    })
    expect(lines).toMatchObject([
      { level: 'info', at: expect.any(String), routeKey: 'GET /', reference, requestId: 'request-7' },
    ])
    expect(loggedSubject().reference).toBeUndefined()
  })

  it('is an object where Lambda makes lines of JSON, so that filters see into it', () => {
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', 'JSON')
    const seen = vi.mocked(console.log)
    logFacts({ measured: 'entry' })
    expect(seen.mock.lastCall).toEqual([{ level: 'info', at: expect.any(String), measured: 'entry' }])
  })
})

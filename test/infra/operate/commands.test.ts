import { describe, expect, it } from 'vitest'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { operate } from '#infra/operate/commands.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'

async function inReview(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.begin()
  await world.save()
  return world
}

const ask = (world: CaseWorld, command: Parameters<typeof operate>[0]) =>
  operate(command, reference, world.dependencies())

const torn = async () => {
  throw new TornCase(reference, {})
}
const without = () => {
  throw new MissingProgramme('There is no version 1403.9')
}

describe("an operator's command", () => {
  it('is refused for a case that there is not', async () => {
    const world = new CaseWorld()
    await expect(ask(world, 'verify')).rejects.toThrow(`There is no case ${reference}`)
  })

  it('verifies a whole case', async () => {
    const told = await ask(await inReview(), 'verify')
    expect(told).toEqual({
      ok: true,
      lines: [expect.stringMatching(/^\d entries, tip/), 'The chain is whole.'],
    })
  })

  it('finds an entry that was changed', async () => {
    const world = await inReview()
    const [first, ...rest] = await world.cases.entries(reference)
    if (first === undefined) throw new Error('The case has entries')
    const changed = [{ ...first, actor: { role: 'clock' } as const }, ...rest]
    const cases = { ...world.cases, entries: async () => changed }
    const { ok, lines } = await operate('verify', reference, { ...world.dependencies(), cases })
    expect(ok).toBe(false)
    expect(lines).toContain('Entry 1: digest-differs')
  })

  it('finds a head that says what the ledger does not', async () => {
    const world = await inReview()
    const open = await world.open()
    const cases = {
      ...world.cases,
      find: async () => ({ ...open, state: { ...open.state, title: 'Something else' } }),
    }
    const { ok, lines } = await operate('verify', reference, { ...world.dependencies(), cases })
    expect(ok).toBe(false)
    expect(lines.at(-1)).toContain('The head is not what the ledger says')
  })

  it('says of a head that is torn what the ledger has, and the mend', async () => {
    const world = await inReview()
    const cases = { ...world.cases, find: torn }
    const { ok, lines } = await operate('verify', reference, { ...world.dependencies(), cases })
    expect(ok).toBe(false)
    expect(lines).toContain('The chain is whole.')
    expect(lines.join('\n')).toContain('put back what differs, head last')
    const worse = { ...cases, entries: torn }
    const told = await operate('replay', reference, { ...world.dependencies(), cases: worse })
    expect(told.lines[0]).toContain('cannot be read')
  })

  it('says of a case without its rules which are missing', async () => {
    const world = await inReview()
    const told = await operate('outstanding', reference, { ...world.dependencies(), programmeOf: without })
    expect(told).toEqual({
      ok: false,
      lines: ['There is no version 1403.9', expect.stringContaining('Rules')],
    })
  })

  it('lists what is outstanding, does it once, and then has nothing to do', async () => {
    const world = await inReview()
    const before = await ask(world, 'outstanding')
    expect(before.ok).toBe(false)
    expect(before.lines.join('\n')).toContain('mail-reviewer:review-requested')
    expect(world.sentTo()).toEqual([])
    const replayed = await ask(world, 'replay')
    expect(replayed.ok).toBe(true)
    expect(replayed.lines.at(-1)).toBe('All is done.')
    const sent = world.sentTo().length
    expect(sent).toBeGreaterThan(1)
    await ask(world, 'replay')
    expect(world.sentTo()).toHaveLength(sent)
  })

  it('tells which error keeps something outstanding', async () => {
    const world = await inReview()
    world.mailer.refuse(1)
    const { ok, lines } = await ask(world, 'replay')
    expect(ok).toBe(false)
    expect(lines.at(-1)).toBe('Failed again: Error')
    expect((await ask(world, 'outstanding')).lines.join()).toContain('tried 1 times, Error')
  })

  it('starts a workflow from the ledger alone, and says when it waits where it should', async () => {
    const world = await inReview()
    const started = await ask(world, 'resume')
    expect(started.lines[0]).toContain('The ledger stands at: review')
    expect(world.workflow.started).toEqual([{ name: reference, reference }])
    await world.wait()
    expect((await ask(world, 'resume')).lines.at(-1)).toBe('The workflow waits there.')
  })
})

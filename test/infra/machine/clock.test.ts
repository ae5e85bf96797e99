import { spawnSync } from 'node:child_process'
import { describe, expect, it, vi } from 'vitest'
import { clock } from '#functions/shared/ports/clock.ts'
import { restoreTime, startClock } from '#infra/machine/clock.ts'
import { parseAdvance } from '#infra/machine/operator/clock-page.ts'
import { afterwards, temporaryFolder, until } from './temporary-data.ts'

const day = 86_400_000

async function clockForTests(tick: (at: Date) => Promise<void>, period = 20) {
  const file = `${await temporaryFolder()}/clock.json`
  const ticking = startClock({ file, ahead: await restoreTime(file), tick, period })
  afterwards(() => ticking.stop())
  return { ticking, file }
}

describe('the clock', () => {
  it('ticks again and again, never twice at once', async () => {
    let running = 0
    let most = 0
    let ticks = 0
    await clockForTests(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 40))
      running -= 1
      ticks += 1
    })
    await until(() => ticks > 3, 'some ticks')
    expect(most).toBe(1)
  })

  it('answers a journey through time only after a tick that saw the new time', async () => {
    const seen: Date[] = []
    const { ticking } = await clockForTests(async (at) => {
      seen.push(at)
    }, 60_000)
    const before = clock.now().getTime()
    const now = await ticking.advance(3 * day)
    expect(now.getTime() - before).toBeGreaterThanOrEqual(3 * day)
    expect(seen).toHaveLength(1)
    expect((seen[0]?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(3 * day)
  })

  it('goes on after a tick that fails', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    let ticks = 0
    await clockForTests(async () => {
      ticks += 1
      throw new Error('not this time')
    })
    await until(() => ticks > 2, 'another tick')
    expect(log).toHaveBeenCalled()
    log.mockRestore()
  })

  it('keeps the time travelled for the next process', async () => {
    const { ticking, file } = await clockForTests(() => Promise.resolve())
    await ticking.advance(2 * day)
    await ticking.advance(day)
    const script = `
      const { restoreTime } = await import('#infra/machine/clock.ts')
      const { clock } = await import('#functions/shared/ports/clock.ts')
      await restoreTime(${JSON.stringify(file)})
      console.log(clock.now().getTime() - Date.now())`
    const next = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
    expect(next.stderr).toBe('')
    expect(Math.abs(Number(next.stdout) - 3 * day)).toBeLessThan(1_000)
  })
})

describe('what the clock is to be put forward by', () => {
  it.each([
    ['P3D', 3 * day],
    ['PT1H30M', 5_400_000],
    ['P2W', 14 * day],
    ['P3650D', 3_650 * day],
    ['P3650DT1S', undefined],
    ['P1M', undefined],
    ['P-3D', undefined],
    ['', undefined],
  ])('is read as a program and as the form sends it: %j', (advance, milliseconds) => {
    expect(parseAdvance(JSON.stringify({ advance }), 'application/json')).toBe(milliseconds)
    const form = new URLSearchParams({ advance }).toString()
    expect(parseAdvance(form, 'application/x-www-form-urlencoded')).toBe(milliseconds)
  })
})

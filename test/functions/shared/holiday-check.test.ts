import { describe, expect, it } from 'vitest'
import { holidayFault, newHolidayFault } from '#functions/shared/holiday-check.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'

/** Kerman's list ends with 9 Esfand 1406, 28 February 2028. */
const soonOver = new Date('2028-02-20T06:00:00.000Z')
const far = new Date('2026-11-22T06:00:00.000Z')

const none = { list: () => Promise.resolve({ cases: [] }) }
const one = (at: string) => {
  const state = new CasePlay().begin().as('in-review')
  const summary = {
    reference: state.reference,
    state: { ...state, deadline: { ...state.deadline, at } },
    tip: { sequence: 1, digest: '0'.repeat(64) },
    updated: state.openedAt,
  }
  return { list: () => Promise.resolve({ cases: [summary] }) }
}

describe('the dated holidays of a programme', () => {
  it('are no matter while every deadline ends before the last of them', async () => {
    expect(newHolidayFault(kerman, far)).toBeNull()
    expect(await holidayFault({ cases: none, programme: kerman }, far)).toBeNull()
  })

  it('are warned of by their last day where a new deadline would reach beyond', () => {
    expect(newHolidayFault(kerman, soonOver)?.en).toContain('end on 28 February 2028 (9 Esfand 1406)')
    expect(newHolidayFault(kerman, soonOver)?.fa).toContain('۹ اسفند ۱۴۰۶')
  })

  it('are warned of where an open case is due beyond, as after an extension', async () => {
    const cases = one('2028-03-01T20:30:00.000Z')
    expect(await holidayFault({ cases, programme: kerman }, far)).not.toBeNull()
  })

  it('are warned of where the open case stands behind closed ones, on whatever page of the list', async () => {
    const [open] = (await one('2028-03-01T20:30:00.000Z').list()).cases
    if (open === undefined) throw new Error('The list is empty')
    const closed = {
      ...open,
      state: new CasePlay().toFinance().must({ type: 'acknowledge', note: '' }).as('closed'),
    }
    const pages = [[closed], [closed], [open]]
    const cases: Pick<CaseStore, 'list'> = {
      list: ({ cursor }) => {
        const index = Number(cursor ?? 0)
        return Promise.resolve({ cases: pages[index] ?? [], cursor: index < 2 ? `${index + 1}` : undefined })
      },
    }
    expect(await holidayFault({ cases, programme: kerman }, far)).not.toBeNull()
    pages.pop()
    expect(await holidayFault({ cases, programme: kerman }, far)).toBeNull()
  })

  it('are no matter where all holidays recur, or there are none', () => {
    const holidays = kerman.calendar.holidays.filter(({ jalali }) => jalali.length === 5)
    for (const list of [holidays, []]) {
      const programme = { ...kerman, calendar: { ...kerman.calendar, holidays: list } }
      expect(newHolidayFault(programme, soonOver)).toBeNull()
    }
  })
})

import { describe, expect, it } from 'vitest'
import { digestOf } from '#workflows/ledger/digest.ts'
import { contractRecord } from '#workflows/proposal/contract-record.ts'
import { CasePlay, kerman, reference } from './case-play.ts'

const office = kerman.caseOffice.members[0]?.email ?? ''

describe('what the ledger tells an outsider of a contract', () => {
  it('is nothing of a version that was never drawn up', () => {
    expect(contractRecord(new CasePlay().begin().entries, 1)).toBeUndefined()
    expect(contractRecord(new CasePlay().toFinance().entries, 2)).toBeUndefined()
  })

  it('is that it is not sealed while signatures are missing', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    expect(contractRecord(play.entries, 1)).toMatchObject({ standing: 'unsealed', sealed: null })
  })

  it('is when it was sealed, and that it counts once finance has acknowledged it, not before', () => {
    const play = new CasePlay().toFinance()
    const told = {
      version: 1,
      number: `${reference}-C1`,
      standing: 'sealed',
      successor: null,
      sealed: { sealDigest: digestOf({ seal: 1 }), at: play.now.toISOString() },
    }
    expect(contractRecord(play.entries, 1)).toMatchObject(told)
    play.pass(86_400_000).must({ type: 'acknowledge', voucher: '12', note: '' })
    expect(contractRecord(play.entries, 1)).toMatchObject({ ...told, standing: 'valid' })
  })

  it('is that finance returned it, and then which version took its place', () => {
    const play = new CasePlay().toFinance().must({ type: 'return', reason: 'شماره شبا نادرست است' })
    expect(contractRecord(play.entries, 1)).toMatchObject({ standing: 'returned', successor: null })
    play.settle('شبا اصلاح شد').drawUp()
    const successor = { version: 2, number: `${reference}-C2` }
    expect(contractRecord(play.entries, 1)).toMatchObject({ standing: 'superseded', successor })
    expect(contractRecord(play.entries, 2)).toMatchObject({ standing: 'unsealed', successor: null })
  })

  it('is that its case was closed without it', () => {
    const play = new CasePlay().toFinance().must({ type: 'close', by: office, reason: 'پایان کار' })
    expect(contractRecord(play.entries, 1)).toMatchObject({ standing: 'ended' })
  })
})

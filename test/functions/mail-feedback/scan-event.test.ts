import { describe, expect, it } from 'vitest'
import { sweep } from '#functions/clock/sweep.ts'
import { door } from '#functions/mail-feedback/door.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { revisionOf } from '#test/functions/desk/case-desk.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { applicant, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'

const revision = revisionOf(1)
const [plan] = revision.files
if (plan === undefined) throw new Error('There is a file')
const key = attachmentKey(reference, { fileId: plan.fileId, ofCase: true })

/** As the scan's event reaches the function. */
const scanned = (status: string, objectKey = key) => ({
  version: '0',
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  detail: {
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: 'files', objectKey, eTag: 'e' },
    scanResultDetails: { scanResultStatus: status, threats: null },
  },
})

async function worldWith(isConfirmed = true) {
  const world = new CaseWorld()
  if (isConfirmed) world.play.begin()
  else world.play.must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant })
  await world.relay([{ kind: 'revision', revision }])
  const call = door({
    cases: () => world.cases,
    effects: () => world.effects,
    commit: () => world.commit,
  })
  const report = async (event: unknown) => {
    await call(event)
    await world.catchUp()
    world.play.pass(60_000)
    await sweep(world.dependencies())
  }
  const mails = () =>
    world.mailer.sent.filter(({ to, subject }) => to === kerman.caseOffice.email && subject.includes('پیوست'))
  return { world, report, mails }
}

describe('a file that a scan withholds', () => {
  it.each(['THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED'])(
    'is told to the case office once, by case, applicant and name: %s',
    async (status) => {
      const { report, mails } = await worldWith()
      await report(scanned(status))
      await report(scanned(status))
      const [mail, ...more] = mails()
      expect(more).toEqual([])
      for (const words of [reference, 'طرح توجیهی', applicant.organisation, 'نسخهٔ سالم'])
        expect(mail?.text).toContain(words)
    },
  )

  it('is nobody’s news where it is clean, in no case yet, or of no case', async () => {
    const { report, mails } = await worldWith()
    await report(scanned('NO_THREATS_FOUND'))
    await report(scanned('THREATS_FOUND', 'incoming/plan'))
    await report(scanned('THREATS_FOUND', `cases/${reference}/contract-1.pdf`))
    expect(mails()).toEqual([])
  })

  it('is told once the address is confirmed, and not before', async () => {
    const { world, report, mails } = await worldWith(false)
    await report(scanned('THREATS_FOUND'))
    expect(mails()).toEqual([])
    world.play.must({ type: 'confirm' })
    await world.relay()
    expect(mails()).toHaveLength(1)
  })
})

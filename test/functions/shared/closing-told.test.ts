import { describe, expect, it } from 'vitest'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { entryView } from '#functions/shared/pages/ledger-view.ts'
import { roundCause } from '#functions/shared/pages/round-cause.ts'
import { showCase } from '#functions/track/show-case.ts'
import { CaseDesk, kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { type Row, rows, rulesOf } from '#test/functions/shared/pages/closing-rows.ts'
import { decisionKinds } from '#workflows/decision.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'

const messages = {
  approved: 'stage-approved',
  'changes-requested': 'changes-requested',
  rejected: 'rejected',
} as const

const name = (index: number) => ({ fa: `جایگاه ${index}`, en: `Seat ${index}` })

/** A programme of one stage that counts as the row says, before Kerman's later ones. */
function programmeOf({ rules, places, round = 1 }: Row): Programme {
  const { quorum, minimumScore, mayRequestChanges, mayReject, mixedAnswers } = rulesOf(rules)
  const isLast = round > 1
  const [intake, ...later] = kerman.stages
  if (intake === undefined) throw new Error('Kerman has no stage')
  const { minimumScore: _none, ...bare } = intake
  const stage: Stage = {
    ...bare,
    seats: places.map((_, index) => ({
      id: `seat-${index}`,
      holder: { name: name(index), role: name(index), email: `seat${index}@kerman.example` },
    })),
    quorum,
    scored: minimumScore !== undefined,
    ...(minimumScore === undefined ? {} : { minimumScore }),
    decisions: decisionKinds.filter(
      (kind) =>
        (kind !== 'request-changes' || mayRequestChanges || (isLast && mayReject)) &&
        (kind !== 'reject' || mayReject),
    ),
  }
  const worth = { id: 'worth', name: { fa: 'ارزش', en: 'Worth' }, weight: 100 }
  return {
    ...kerman,
    stages: [stage, ...later],
    maxRounds: isLast ? 1 : 3,
    mixedAnswers,
    rubric: { scale: [0, 100], criteria: [worth] },
  }
}

const isApproval = ({ place }: { place: Row['places'][number] }): boolean =>
  typeof place !== 'string' && place.decision === 'approve'

/** Plays the row's answers, approvals first, until the stage closes; the seat that answered last is the one that ended it. */
async function play(row: Row): Promise<{ desk: CaseDesk; programme: Programme; token: string }> {
  const programme = programmeOf(row)
  const desk = await CaseDesk.submitted()
  Object.assign(desk.dependencies, { programmeOf: () => programme })
  await desk.must({ type: 'confirm' }, { type: 'open-stage' })
  const tokens = await Promise.all(row.places.map((_, index) => desk.reviewToken(index)))
  const seatsIn = row.places.map((place, index) => ({ place, index }))
  for (const { place, index } of seatsIn) {
    if (place === 'vacant')
      await desk.must({ type: 'recuse', ...(await desk.seat(index)), reason: 'A cousin' })
  }
  let token = ''
  for (const each of [...seatsIn.filter(isApproval), ...seatsIn.filter((one) => !isApproval(one))]) {
    const { place, index } = each
    const { status, documentsDigest } = await desk.state()
    if (typeof place === 'string' || status !== 'in-review') continue
    await desk.declare(index)
    await desk.must({
      type: 'decide-review',
      ...(await desk.seat(index)),
      decision: place.decision,
      reason: 'As I see it',
      scores: place.score === null ? {} : { worth: place.score },
      documentsDigest,
    })
    token = tokens[index] ?? ''
  }
  return { desk, programme, token }
}

async function body(
  door: (request: HttpRequest, dependencies: CaseDesk['dependencies']) => ReturnType<typeof showReview>,
  desk: CaseDesk,
  parts: Partial<HttpRequest>,
): Promise<string> {
  const answer = await door(request({ languageChosen: true, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  expect(answer.status).toBe(200)
  return answer.body
}

describe('why a stage ended', () => {
  it.each(rows)('is told alike to reviewer, applicant, office, in mail and ledger: $what', async (row) => {
    const { desk, programme, token } = await play(row)
    const [state, entries] = [await desk.state(), await desk.cases.entries(reference)]
    const closing = entries.find(({ type }) => type === 'StageClosed')
    if (closing?.type !== 'StageClosed') throw new Error('The stage is open')
    expect(closing.data).toMatchObject({ outcome: row.outcome, because: { cause: row.cause } })
    const track = await desk.trackToken()
    for (const language of ['fa', 'en'] as const) {
      const words = row[language]
      const mail = composeMail({
        message: messages[row.outcome],
        to: 'narges@salamatyar.example',
        recipient: 'Narges',
        language,
        link: null,
        state,
        entry: closing,
        entries,
        programme,
        now: desk.now,
      })
      expect(await body(showReview, desk, { path: { token }, language }), 'reviewer').toContain(words)
      const page = await body(showCase, desk, { path: { token: track }, language })
      expect(page, 'applicant').toContain(words)
      expect(mail.text, 'mail').toContain(words)
      expect(entryView(closing, programme).words[language], 'ledger').toContain(words)
      expect(roundCause(closing.data, { state, entries, programme })?.words[language], 'office').toBe(words)
      // Nobody asked for anything where a mean decided over approvals alone.
      const isMean = row.cause === 'mean-below-minimum' || row.cause === 'mean-out-of-reach'
      if (isMean) {
        for (const told of [page, mail.text]) {
          expect(told).not.toMatch(/What was asked is below|What changes are asked for|خواسته‌اند/)
          expect(told).toContain(language === 'fa' ? 'ارزش: ' : 'Worth: ')
        }
      }
    }
    // An entry of an earlier release has no cause: it is found in the decisions.
    const { because: _none, ...before } = closing.data
    const old = { ...closing, data: before }
    expect(entryView(old, programme, state).words.en).toContain(row.en)
    expect(entryView(old, programme).words.en).not.toContain(row.en)
  })
})

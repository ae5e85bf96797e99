import type * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { json, seeOther } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { asWritten } from '#functions/shared/pages/names.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { delegationForm } from '#functions/shared/requests/review.ts'
import { readForm, recorded } from '#functions/shared/shown-again.ts'
import type { Text } from '#workflows/language.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import { type Person, samePerson } from '#workflows/proposal/state.ts'
import { atSeat } from './at-seat.ts'
import { departureOf } from './own-word.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { reviewTexts } from './review-texts.ts'

const words: Readonly<Record<keyof z.infer<typeof delegationForm>, Text>> = {
  name: {
    fa: 'نام همکار را در ۱ تا ۸۰ نویسه بنویسید.',
    en: 'Please give your colleague’s name in 1 to 80 characters.',
  },
  email: {
    fa: 'یک نشانی سادهٔ رایانامه بنویسید، مانند name@example.ir.',
    en: 'Please give one plain email address, such as name@example.ir.',
  },
  language: { fa: 'یکی از زبان‌ها را برگزینید.', en: 'Choose one of the languages.' },
  role: { fa: 'سمت همکار حداکثر ۱۲۰ نویسه است.', en: 'The role has at most 120 characters.' },
  reason: { fa: 'دلیل واگذاری را با چند کلمه بنویسید.', en: 'Please say in a few words why you pass it on.' },
}

/** POST of a delegation: a colleague takes the seat, once. A repeat of the same delegation gets the same receipt. */
export const recordDelegation = atSeat('delegation', async (visit, request, dependencies) => {
  const { claim, token } = visit
  const read = readForm(request, delegationForm, words)
  if (isProblem(read)) return read
  const { name, email, role, language, reason } = read.form
  const to: Person = {
    name: asWritten(name),
    role:
      role === ''
        ? roleFor(visit.standing === 'open' ? visit.holder.role : asWritten(claim.seat))
        : asWritten(role),
    email,
    ...(language === undefined ? {} : { language }),
  }
  const { reference, stage, seat } = claim
  const command = { type: 'delegate', stage, seat, email: claim.email, to, reason } as const
  const committed = await recorded(dependencies, reference, command)
  const delegated = await delegationTo(email, claim, dependencies)
  // Since then the colleague may have ended the stage, or even the case.
  if (isProblem(committed)) {
    const isOver = visit.standing === 'over' || committed.code === 'seat-reassigned'
    if (!isOver || delegated === undefined) return committed
  }
  if (request.wants === 'html') return seeOther(inLanguage(`${paths.review(token)}?done=true`, request))
  return json(200, { reference, stage, seat, to: email, receipt: delegated ? receiptOf(delegated) : null })
})

/** This person's own delegation of the seat to that address, if it is what they did last. */
async function delegationTo(
  to: string,
  claim: ClaimTo<'review'>,
  { cases }: ReviewDependencies,
): Promise<EntryOf<'SeatAssigned'> | undefined> {
  const departure = departureOf(await cases.entries(claim.reference), claim)
  if (departure?.type !== 'SeatAssigned' || departure.data.because !== 'delegation') return undefined
  return samePerson(departure.data.holder.email, to) ? departure : undefined
}

function roleFor(role: Text): Text {
  return { fa: reviewTexts.fa.delegation.roleOf(role.fa), en: reviewTexts.en.delegation.roleOf(role.en) }
}

import { problems } from '#functions/shared/edge/errors.ts'
import {
  checkFreshCode,
  type FreshCodeDependencies,
  mailFreshCode,
  typedCode,
} from '#functions/shared/fresh-code.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { codeSent } from '#functions/shared/office/factor-texts.ts'
import { proveFactor } from '#functions/shared/office/second-factor.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { fieldsOf, typed } from '#functions/shared/pages/form-faults.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'

export type ProofDependencies = Pick<BoardDependencies, 'commit' | 'programme' | 'signIns' | 'factors'> &
  FreshCodeDependencies

/** No case is called so. */
const placeOf = (email: string) => ({
  reference: 'board',
  place: memberDigest(email).slice(0, 32),
  email,
})

/** Has a code mailed to a member without a second factor; a problem when too many were asked for. */
export function mailProof({ member: { email } }: Pick<Desk, 'member'>, dependencies: ProofDependencies) {
  const of = {
    purpose: 'board',
    programme: dependencies.programme(),
    now: dependencies.commit.now(),
  } as const
  return mailFreshCode(placeOf(email), of, dependencies)
}

/**
 * That it is the member who asks, and not whoever found their browser open: a code of the second factor, or, for who has none, one
 * that is mailed this minute. The first sending of a form has it mailed; a program asks for it at `POST /board/code`.
 */
export async function freshProof(
  request: Pick<HttpRequest, 'body' | 'wants'>,
  desk: Pick<Desk, 'member' | 'owes'>,
  dependencies: ProofDependencies,
): Promise<Problem | undefined> {
  const { email } = desk.member
  const now = dependencies.commit.now()
  const given = typed(request.body, 'code')
  if ((await dependencies.factors.find(email)) !== undefined)
    return proveFactor(desk, given, now, dependencies)
  if (request.wants === 'html' && given === '') {
    const refused = await mailProof(desk, dependencies)
    return refused ?? { status: 422, code: 'code-sent', ...codeSent(maskedAddress(email)) }
  }
  const place = placeOf(email)
  const checked = await checkFreshCode(
    place,
    typedCode.parse(fieldsOf(request.body)['code']),
    { now, programme: dependencies.programme() },
    dependencies,
  )
  if (!('hash' in checked)) return checked
  return (await dependencies.codes.use(place, checked.hash)) ? undefined : problems.stale
}

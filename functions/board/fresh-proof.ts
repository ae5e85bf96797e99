import { problems } from '#functions/edge/errors.ts'
import type { HttpRequest } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import {
  checkFreshCode,
  type FreshCodeDependencies,
  mailFreshCode,
  typedCode,
} from '#functions/fresh-code.ts'
import { maskedAddress } from '#functions/masked-address.ts'
import { fieldsOf, typed } from '#functions/pages/form-faults.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import type { BoardDependencies } from './dependencies.ts'
import { codeSent } from './factor-texts.ts'
import { proveFactor } from './second-factor.ts'
import type { Desk } from './session.ts'

export type ProofDependencies = Pick<BoardDependencies, 'commit' | 'programme' | 'signIns' | 'factors'> &
  FreshCodeDependencies

/** No case is called so. */
const placeOf = (email: string) => ({
  reference: 'board',
  signatory: memberDigest(email).slice(0, 32),
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

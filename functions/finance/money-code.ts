import { paths } from '#functions/paths.ts'
import type { Committed } from '#functions/shared/commit.ts'
import { isProblem, problemOf } from '#functions/shared/edge/errors.ts'
import { checkFreshCode, mailFreshCode, typedCode } from '#functions/shared/fresh-code.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { CodePlace } from '#functions/shared/ports/codes.ts'
import { recorded } from '#functions/shared/shown-again.ts'
import { placeKey } from '#workflows/links/place.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { decide } from '#workflows/proposal/decide.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { codeSent } from './payment-texts.ts'
import { overAnswer } from './show-delivery.ts'
import { type DeliveryDesk, type DeskVisit, type FinanceDependencies, openVisit } from './visit.ts'

type OpenDeskVisit = DeskVisit & { readonly desk: Exclude<DeliveryDesk, { kind: 'over' }> }

/** No id of a programme has a dot: a signatory's codes stand elsewhere. */
const placeOf = ({ claim: { reference, email } }: DeskVisit): CodePlace => ({
  reference,
  place: 'finance.money',
  email,
})

/** Mails the code that recording money asks for, of a contract that finance acknowledged. */
export async function askMoneyCode(request: HttpRequest, dependencies: FinanceDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  if (visit.desk.kind === 'over') return overAnswer(request, visit)
  if (visit.desk.kind === 'open') return problemOf(refuse('not-now'))
  const refused = await mailed(visit, dependencies)
  if (refused !== undefined) return refused
  if (request.wants === 'json') return json(202, { sentTo: maskedAddress(visit.claim.email) })
  return seeOther(`${inLanguage(`${paths.finance(visit.token)}?sent=1`, request)}#record`)
}

/**
 * Records money with a code that was mailed for it and is used up with the entry. What would be refused anyway asks for none,
 * and what is recorded already needs none. On the page the first sending of a form has the code mailed, so that nobody types a
 * form twice; a program asks for it by its own route.
 */
export async function commitMoney(
  request: Pick<HttpRequest, 'body' | 'wants'>,
  visit: OpenDeskVisit,
  command: Command,
  dependencies: FinanceDependencies,
): Promise<Committed | Problem> {
  const { programme, desk, claim } = visit
  const rehearsed = decide(desk.state, command, {
    now: dependencies.commit.now(),
    programme,
    rules: undefined,
    salt: '',
  })
  if ('refused' in rehearsed) return problemOf(rehearsed)
  if (rehearsed.facts.length === 0) return { state: desk.state, entries: [] }
  const use = await codeUse(request, visit, dependencies)
  return isProblem(use) ? use : await recorded(dependencies.commit, claim.reference, command, [use])
}

async function codeUse(
  { body, wants }: Pick<HttpRequest, 'body' | 'wants'>,
  visit: OpenDeskVisit,
  dependencies: FinanceDependencies,
): Promise<CompanionRow | Problem> {
  const fields = fieldsOf(body)
  const isAsked = (fields['code'] ?? '') === '' || fields['newCode'] === 'true'
  if (wants === 'html' && isAsked) {
    const refused = await mailed(visit, dependencies)
    return refused ?? { status: 422, code: 'code-sent', ...codeSent(maskedAddress(visit.claim.email)) }
  }
  const place = placeOf(visit)
  const code = typedCode.parse(fields['code'])
  const checked = await checkFreshCode(
    place,
    code,
    {
      now: dependencies.commit.now(),
      programme: visit.programme,
      renewed: visit.desk.state.linksSince[placeKey({ place: 'finance' })],
    },
    dependencies,
  )
  return 'hash' in checked ? { kind: 'code-use', ...place, hash: checked.hash } : checked
}

function mailed(visit: DeskVisit, dependencies: FinanceDependencies): Promise<Problem | undefined> {
  const { programme } = visit
  return mailFreshCode(
    placeOf(visit),
    { purpose: 'money', programme, now: dependencies.commit.now() },
    dependencies,
  )
}

import { setTimeout as sleep } from 'node:timers/promises'
import { commit } from '#functions/shared/commit.ts'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import { codeFault } from '#functions/shared/fresh-code.ts'
import type { Answer, HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { codeValidFor } from '#functions/shared/ports/codes.ts'
import { signForm } from '#functions/shared/requests/sign.ts'
import { readForm, recorded } from '#functions/shared/shown-again.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { mailboxDigest } from '#workflows/programme/address-digest.ts'
import { isSameName } from '#workflows/programme/same-name.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { normaliseLine } from '#workflows/text/normalise.ts'
import { signedAnswer, standingAnswer } from './answers.ts'
import { atSignature } from './at-signature.ts'
import { askedName, changed, faultWords, locked, namesDiffer } from './sign-texts.ts'
import { guessesSince } from './standing.ts'
import { openVisit, type SignDependencies, type SigningVisit } from './visit.ts'

/** The longest user agent that is kept as evidence. */
const longestUserAgent = 300

/** How often, and after how many milliseconds, a parallel request's signature is looked for. */
const looks = 4
const lookAgain = 100

/** Signs for the person at the link: typed name, consent to the text that was shown, and the mailed code. */
export const signContract = atSignature(async (visit, request, dependencies) => {
  const { standing, claim } = visit
  if (standing.kind === 'over') return await standingAnswer(request, visit, dependencies)
  if (standing.kind === 'signed') return signedAnswer(request, visit, standing)

  const read = readForm(request, signForm, faultWords)
  if (isProblem(read)) return read
  const { documentDigest, code, name } = read.form
  if (documentDigest !== standing.contract.documentDigest) return { ...problems.stale, ...changed }
  if (standing.kind === 'waiting') return problemOf(refuse(standing.fault))

  const { reference, signatory, email } = claim
  const place = { reference, place: signatory }
  const check = await dependencies.codes.check({ ...place, email }, code, dependencies.commit.now())
  if (check.result === 'wrong') await countGuess(visit, dependencies)
  if (check.result !== 'right') return await afterWrongCode(request, dependencies, check.result)

  const other = otherName(name, visit)
  if (other !== undefined && !(await wasAsked(request, visit, dependencies))) {
    return problems.unprocessable([namesDiffer(name, other)])
  }

  const committed = await recorded(
    dependencies.commit,
    reference,
    {
      type: 'sign',
      id: signatory,
      email,
      documentDigest,
      evidence: {
        typedName: name,
        ...(other === undefined ? {} : { expectedName: other }),
        ip: request.ip,
        userAgent: request.userAgent.slice(0, longestUserAgent).toWellFormed(),
      },
    },
    [{ kind: 'code-use', ...place, hash: check.hash }],
  )
  if (isProblem(committed)) return committed
  return recordedAnswer(request, visit, committed.state)
})

/** The name on record, in the page's language, where the typed one is another. */
function otherName(typedByThem: string, { claim, standing, language }: SigningVisit): string | undefined {
  const signatories = 'signatories' in standing ? standing.signatories : []
  const name = signatories.find(({ id }) => id === claim.signatory)?.person?.name
  return name === undefined || isSameName(typedByThem, name) ? undefined : name[language]
}

/**
 * Whether both names were shown for this very name: the page says so by a field of its form; a program, to which nothing is
 * shown, by sending the same once more.
 */
async function wasAsked(
  { body, wants }: HttpRequest,
  { claim: { reference, signatory }, standing }: SigningVisit,
  { throttle, commit: to }: SignDependencies,
): Promise<boolean> {
  const name = normaliseLine(typed(body, 'name'))
  if (normaliseLine(typed(body, askedName)) === name) return true
  if (wants === 'html' || !('contract' in standing)) return false
  const of = `name ${reference} ${signatory} ${standing.contract.version} ${digestOfBytes(name)}`
  return !(await throttle.take(of, { count: 1, seconds: 86_400 }, to.now())).allowed
}

/** Wrong codes that are looked at for one signatory, over all codes and links. */
const mostGuesses = 20
/** Seconds; as good as never. */
const ever = 100 * 366 * 86_400

/**
 * A code has five tries, and whoever has the link may ask for another code: so the guesses of all codes are counted as well, over
 * all versions of the contract. They begin anew where the place is given to somebody, or the case office takes the contract back;
 * a new link does not.
 */
async function countGuess(
  { claim: { reference, signatory: id, email }, standing, entries }: SigningVisit,
  { throttle, commit: to }: SignDependencies,
): Promise<void> {
  if (standing.kind !== 'turn') return
  const of = `guesses ${reference} ${id} since ${guessesSince(entries, id)} ${mailboxDigest(email)}`
  const taken = await throttle.take(of, { count: mostGuesses - 1, seconds: ever }, to.now())
  if (!taken.allowed) await commit(to, reference, { type: 'stop-codes', id, email, guesses: mostGuesses })
}

/**
 * A parallel request of the same person may have used the code up, or be about to (a double click): then both get the one
 * receipt. A wrong code is answered at once; one that is locked or void waits a moment for that other request.
 */
async function afterWrongCode(
  request: HttpRequest,
  dependencies: SignDependencies,
  result: 'wrong' | 'locked' | 'expired',
): Promise<Answer> {
  const patience = result === 'wrong' ? 0 : looks
  let visit = await openVisit(request, dependencies)
  for (let look = 0; look < patience && !('code' in visit) && visit.standing.kind === 'turn'; look += 1) {
    await sleep(lookAgain)
    visit = await openVisit(request, dependencies)
  }
  if ('code' in visit) return visit
  if (visit.standing.kind === 'signed') return signedAnswer(request, visit, visit.standing)
  return visit.standing.kind === 'waiting' ? problemOf(refuse(visit.standing.fault)) : codeProblem(result)
}

function codeProblem(result: 'wrong' | 'locked' | 'expired'): Problem {
  if (result === 'locked') {
    // By then the code is void anyway; a new one can be asked for at once.
    const headers = { 'retry-after': String(codeValidFor) }
    return { status: 429, code: 'code-locked', ...locked, headers }
  }
  return codeFault(result)
}

function recordedAnswer(request: HttpRequest, visit: SigningVisit, state: ProposalState): HttpResponse {
  const signatories = 'signatories' in state ? state.signatories : []
  const signed = signatories.find(({ id }) => id === visit.claim.signatory)?.signed
  if (!signed) throw new Error('A signature that was recorded is in the state')
  const { sequence, at, receipt: digest } = signed
  return signedAnswer(request, visit, { receipt: { sequence, digest, at }, signatories })
}

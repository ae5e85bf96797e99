import { startupSignatory } from '#workflows/links/place.ts'
import { hasWords } from '#workflows/text/normalise.ts'
import type { CommandOf, Context } from './commands.ts'
import { deadlineFrom, lateTurnDeadline, settlingDeadline } from './deadlines.ts'
import { alreadySo, byWorkflow, type Decided, isWritten, record } from './decide-parts.ts'
import { caseBar, isReachable, signatoryBar } from './eligibility.ts'
import { type Refusal, type RefusalCode, refuse } from './refusal.ts'
import {
  type Deadline,
  type Person,
  type ProposalState,
  personOf,
  type Signatory,
  type StateOf,
  samePerson,
} from './state.ts'

type Signing = StateOf<'signing'>

/** The PDF is set and its digest known: signing begins. */
export function drawUp(
  state: StateOf<'drawing-up'>,
  command: CommandOf<'draw-up'>,
  context: Context,
): Decided {
  const { version, number, documentDigest, termsDigest } = command
  const { programme, now } = context
  if (version !== state.contractVersion + 1) return refuse('not-now')
  return record({
    type: 'ContractDrawnUp',
    actor: byWorkflow,
    data: {
      version,
      number,
      documentDigest,
      termsDigest,
      signatories: signatoriesOf(state, context),
      deadline: deadlineFrom(now, programme.signing, programme),
    },
  })
}

/** One signature by one person; the last one completes the contract. */
export function sign(state: Signing, command: CommandOf<'sign'>, context: Context): Decided {
  const signatory = placeOf(state, command)
  if ('refused' in signatory) return signatory
  if (signatory.signed !== null) return alreadySo
  if (command.documentDigest !== state.contract.documentDigest) return refuse('stale-documents')
  const refusal = turnFault(state, signatory, context)
  if (refusal !== null) return refusal
  const bar = cityBar(state, signatory, context)
  if (bar !== null) return refuse(bar)
  if (signatory.stopped) return refuse('codes-stopped')
  if (!hasWords(command.evidence.typedName)) return refuse('name-missing', 'name')
  return record({
    type: 'ContractSigned',
    actor: { role: 'signatory', id: signatory.id },
    data: {
      id: signatory.id,
      version: state.contract.version,
      documentDigest: command.documentDigest,
      method: 'link-and-code',
      ...(command.evidence.expectedName === undefined ? {} : { otherName: true as const }),
      ...lateTurn(state, signatory, context),
    },
    personal: { salt: context.salt, value: { ...command.evidence } },
  })
}

/** More time, where this signature gives somebody the turn who would have hardly any left. */
function lateTurn(state: Signing, signatory: Signatory, context: Context): { deadline?: Deadline } {
  const { now: start, programme } = context
  const signed = { at: start.toISOString(), sequence: 0, receipt: state.contract.documentDigest }
  const signatories = state.signatories.map((one) => (one.id === signatory.id ? { ...one, signed } : one))
  const isAsked = (at: Signing, id: string): boolean =>
    at.signatories.some((one) => one.id === id && turnFault(at, one, context) === null)
  const comes = signatories.some(
    ({ id, signed: done }) => done === null && isAsked({ ...state, signatories }, id) && !isAsked(state, id),
  )
  const deadline = comes
    ? lateTurnDeadline(state.deadline, { start, timing: programme.signing, programme })
    : null
  return deadline === null ? {} : { deadline }
}

export function refuseToSign(
  state: Signing,
  command: CommandOf<'refuse-to-sign'>,
  context: Context,
): Decided {
  const signatory = placeOf(state, command)
  if ('refused' in signatory) return signatory
  if (signatory.signed !== null) return refuse('already-signed')
  const bar = cityBar(state, signatory, context)
  if (bar !== null) return refuse(bar)
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'SignatureRefused',
    actor: { role: 'signatory', id: signatory.id },
    data: {
      id: signatory.id,
      version: state.contract.version,
      reason: command.reason.trim(),
      settle: settlingDeadline(context),
    },
  })
}

/** The link of a place is in wrong hands, or its holder cannot read the code: said once, and for the office to mend. */
export function stopCodes(state: Signing, command: CommandOf<'stop-codes'>): Decided {
  const signatory = placeOf(state, command)
  if ('refused' in signatory) return signatory
  if (signatory.stopped || signatory.signed !== null) return alreadySo
  const { id } = signatory
  const { guesses } = command
  return record({
    type: 'SigningCodesStopped',
    actor: { role: 'signatory', id },
    data: { id, version: state.contract.version, guesses },
  })
}

/** Whether a signatory has to wait for another; null when it is their turn. */
export function turnFault(
  state: Pick<Signing, 'signatories'>,
  signatory: Signatory,
  { programme }: Pick<Context, 'programme'>,
): Refusal | null {
  const others = state.signatories.filter(({ id }) => id !== signatory.id)
  const signedBySame = others.some(
    ({ person, signed }) =>
      signed !== null &&
      person !== null &&
      signatory.person !== null &&
      samePerson(person.email, signatory.person.email),
  )
  if (signedBySame) return refuse('second-signature')
  const before = state.signatories.slice(0, state.signatories.indexOf(signatory))
  const { inOrder, startupFirst } = programme.signing
  const startup = before.filter(({ id }) => startupFirst && id === startupSignatory)
  const awaited = inOrder ? before : startup
  return awaited.some(({ signed }) => signed === null) ? refuse('not-your-turn') : null
}

export function seal(state: StateOf<'sealing'>, command: CommandOf<'seal'>): Decided {
  const { version, sealDigest, openContractingDigest } = command
  if (version !== state.contract.version) return refuse('not-now')
  return record({
    type: 'ContractSealed',
    actor: byWorkflow,
    data: { version, sealDigest, openContractingDigest },
  })
}

export function deliver(state: StateOf<'sealed'>, { programme, now }: Context): Decided {
  return record({
    type: 'ContractDelivered',
    actor: byWorkflow,
    data: { version: state.contract.version, deadline: deadlineFrom(now, programme.finance, programme) },
  })
}

export function acknowledge(state: StateOf<'with-finance'>, command: CommandOf<'acknowledge'>): Decided {
  if (isOfAnother(state, command)) return refuse('stale-documents')
  return record({
    type: 'ReceiptAcknowledged',
    actor: { role: 'finance' },
    data: {
      version: state.contract.version,
      voucher: command.voucher?.trim() || null,
      note: command.note.trim(),
      ...(command.schedule === undefined ? {} : { schedule: [...command.schedule] }),
      ...(command.endsOn === undefined ? {} : { endsOn: command.endsOn }),
      ...(command.guarantees === undefined ? {} : { guarantees: [...command.guarantees], listed: true }),
    },
  })
}

export function returnContract(
  state: StateOf<'with-finance'>,
  command: CommandOf<'return'>,
  context: Context,
): Decided {
  const { reason } = command
  if (isOfAnother(state, command)) return refuse('stale-documents')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'ContractReturned',
    actor: { role: 'finance' },
    data: {
      version: state.contract.version,
      reason: reason.trim(),
      settle: settlingDeadline(context),
    },
  })
}

/** Whether an answer was given to another contract than finance has now: a page that was left open on an earlier version. */
function isOfAnother(
  state: StateOf<'with-finance'>,
  { sealDigest }: { readonly sealDigest?: string | undefined },
): boolean {
  return sealDigest !== undefined && sealDigest !== state.sealDigest
}

/** The startup and the city's signatories in the programme's order, each a different person. */
export function signatoriesOf(
  state: Pick<ProposalState, 'applicant' | 'formerMarks' | 'recused' | 'unreachable'>,
  context: Pick<Context, 'programme'>,
): { id: string; person: Person | null }[] {
  const { programme } = context
  const startup = { id: startupSignatory, person: null }
  const signatories: { id: string; person: Person | null }[] = []
  for (const { id, holder, alternate } of programme.signing.signatories) {
    const free = [holder, alternate].filter(
      (person) => person && signatoryBar(person.email, signatories, state, context) === null,
    )
    const person = free.find((one) => one && isReachable(one.email, state)) ?? free[0]
    signatories.push({ id, person: person ? personOf(person) : null })
  }
  return programme.signing.startupFirst ? [startup, ...signatories] : [...signatories, startup]
}

/** Why whoever is to sign for the city may not after all; for the startup it is the applicant who signs. */
function cityBar(
  state: Signing,
  { id, person }: Signatory,
  context: Pick<Context, 'programme'>,
): RefusalCode | null {
  return id === startupSignatory || person === null ? null : caseBar(person.email, state, context)
}

function placeOf(state: Signing, { id, email }: { id: string; email: string }): Signatory | Refusal {
  const signatory = state.signatories.find((candidate) => candidate.id === id)
  if (signatory === undefined) return refuse('target-unknown')
  if (signatory.person === null || !samePerson(signatory.person.email, email))
    return refuse('seat-reassigned')
  return signatory
}

import { partTerms } from '#workflows/contract/terms-parts.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { unprintableWords } from '#workflows/text/printability.ts'
import type { CommandOf, Context } from './commands.ts'
import { settlingDeadline } from './deadlines.ts'
import { alreadySo, byOffice, byWorkflow, type Decided, isWritten, record } from './decide-parts.ts'
import type { ProposalFact } from './entries.ts'
import { refuse } from './refusal.ts'
import type { StateOf } from './state.ts'

type Settling = StateOf<'settling-terms'>
type OfTerms = CommandOf<'amend-terms' | 'release-terms'>

/** The case office saves the terms; the last save counts until they are released. */
export function amendTerms(state: Settling, command: CommandOf<'amend-terms'>, context: Context): Decided {
  if (isStale(state, command)) return refuse('stale-documents')
  const saved = saving(state, command, context)
  return saved === null ? alreadySo : record(saved)
}

/** The terms are final: the contract is drawn up from exactly these. Saves them first where that is still to be done. */
export function releaseTerms(
  state: Settling,
  command: CommandOf<'release-terms'>,
  context: Context,
): Decided {
  if (isStale(state, command)) return refuse('stale-documents')
  if (state.legalRoute === null) return refuse('legal-route-missing')
  // Whoever had an earlier version before them wants to know what is different; the first speaks for itself.
  if (state.contract !== null && !isWritten(command.note)) return refuse('reason-missing', 'note')
  const released: ProposalFact = {
    type: 'TermsReleased',
    actor: byOffice(command.by),
    data: {
      version: state.contractVersion + 1,
      termsDigest: digestOf(command.terms),
      note: command.note.trim(),
    },
  }
  const saved = saving(state, command, context)
  return saved === null ? record(released) : record(saved, released)
}

/** Takes the contract back while it is out for signature. Whoever signed it signs the next version anew. */
export function reopenTerms(
  state: StateOf<'signing'>,
  { by, reason }: CommandOf<'reopen-terms'>,
  context: Context,
): Decided {
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'TermsReopened',
    actor: byOffice(by),
    data: { version: state.contract.version, reason: reason.trim(), settle: settlingDeadline(context) },
  })
}

/** Back to the case office, before anything wrong is signed or sealed: earlier releases took letters that no font has. */
export function notPrintable(
  state: StateOf<'drawing-up' | 'sealing'>,
  { letters }: CommandOf<'not-printable'>,
  context: Context,
): Decided {
  const words = unprintableWords(
    { fa: 'متن یا نام‌های این قرارداد', en: 'the texts or names of this contract' },
    letters,
  )
  return record({
    type: 'TermsReopened',
    actor: byWorkflow,
    data: {
      version: 'contract' in state ? state.contract.version : state.contractVersion + 1,
      reason: `${words.fa}\n${words.en}`,
      settle: settlingDeadline(context),
      unprintable: true,
    },
  })
}

/** Whether somebody else saved since the terms were shown. */
function isStale({ terms }: Settling, { basis }: OfTerms): boolean {
  return basis !== undefined && basis !== (terms?.digest ?? null)
}

/** The entry that saves the terms; null when exactly these are saved already. */
function saving(state: Settling, { by, terms }: OfTerms, { salt }: Context): ProposalFact | null {
  const termsDigest = digestOf(terms)
  if (state.terms?.digest === termsDigest) return null
  const { open, personal } = partTerms(terms)
  return {
    type: 'TermsAmended',
    actor: byOffice(by),
    data: { version: state.contractVersion + 1, termsDigest, terms: open },
    personal: { salt, value: personal },
  }
}

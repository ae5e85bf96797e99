import type { CommandOf, Context } from './commands.ts'
import { type Decided, dayFault, isWritten, pastFault, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import type { HeldGuarantee, ProposalState, StateOf } from './state.ts'

/**
 * Finance says that a guarantee runs longer, or was given back. Nothing is written over: the last record of each counts, and one
 * that takes an earlier one back (a sooner day, a guarantee that was not released after all) says why.
 */
export function changeGuarantee(
  state: StateOf<'closed'>,
  command: CommandOf<'change-guarantee'>,
  context: Context,
): Decided {
  if (state.closing !== 'completed' || state.contract === null) return refuse('case-closed')
  const { guarantee, change, expiresOn, on } = command
  const [document, note] = [command.document.trim(), command.note.trim()]
  const held = heldAt(state, guarantee)
  if (held === undefined) return refuse('guarantee-unknown', 'guarantee')
  if (change === 'extended' && expiresOn === null) return refuse('day-missing', 'expiresOn')
  const fault =
    dayFault(state, { day: on, field: 'on' }, context) ??
    (expiresOn === null ? null : pastFault(state, { day: expiresOn, field: 'expiresOn' }, context.programme))
  if (fault !== null) return fault
  if (document === '') return refuse('voucher-missing', 'document')
  if (change === 'released' && held.releasedOn !== undefined && !isWritten(note))
    return refuse('guarantee-released', 'guarantee')
  if (change === 'extended' && changesNothing(held, expiresOn))
    return refuse('guarantee-unchanged', 'expiresOn')
  if (takesBack(held, expiresOn) && !isWritten(note)) return refuse('reason-missing', 'note')
  return record({
    type: 'GuaranteeChanged',
    actor: { role: 'finance' },
    data: {
      version: state.contract.version,
      guarantee,
      kind: held.kind,
      change,
      ...(change === 'extended' && expiresOn !== null ? { expiresOn } : {}),
      on,
      document,
      note,
    },
  })
}

/** Whether an extension says less than what is recorded. */
function takesBack({ expiresOn, releasedOn }: HeldGuarantee, until: string | null): boolean {
  if (until === null) return false
  return releasedOn !== undefined || (expiresOn !== undefined && until <= expiresOn)
}

/** Whether it runs until that day anyway, and no letter is known that might be corrected. */
function changesNothing({ expiresOn, releasedOn, document }: HeldGuarantee, until: string | null): boolean {
  return releasedOn === undefined && document === undefined && expiresOn === until
}

/** Whether the very same stands already: a double click, or the form sent again. */
export function isChanged(state: ProposalState, command: CommandOf<'change-guarantee'>): boolean {
  if (state.status !== 'closed') return false
  const held = heldAt(state, command.guarantee)
  if (held === undefined) return false
  const { expiresOn, releasedOn, document, on } = held
  if (command.change === 'released' && document === undefined) return releasedOn === command.on
  if (document !== command.document.trim() || on !== command.on) return false
  if (command.change === 'released') return releasedOn !== undefined
  return releasedOn === undefined && expiresOn === command.expiresOn
}

function heldAt({ guarantees }: StateOf<'closed'>, guarantee: number): HeldGuarantee | undefined {
  return guarantees.find(({ place }) => place === guarantee)
}

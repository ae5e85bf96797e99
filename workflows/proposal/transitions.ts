import type { CommandType } from './commands.ts'
import type { Status } from './state.ts'

const always = ['close', 'mark-unreachable', 'mark-reachable', 'withhold-file'] as const
/** The call of finance's own system runs beside the case, for days; its end may find the case anywhere after delivery. */
const afterDelivery = ['give-up-webhook'] as const
const erasure = ['erase', 'erase-by-rule', 'hold-erasure', 'release-erasure'] as const
/** Until the terms are released; and of a contract that was already out for signature when this was first asked for. */
const route = ['record-legal-route'] as const
/** The case office gives a place to somebody. */
const appointing = ['reassign', 'agree-holder', 'decline-holder'] as const
const timed = ['remind', 'escalate', 'expire', 'tell-held', 'extend'] as const

/**
 * Which commands each status admits. One table: `decide` reads it before anything else, so what it does not list cannot
 * happen. `submit` stands apart: it starts a case and is refused wherever one exists.
 */
export const admitted: Readonly<Record<Status, readonly CommandType[]>> = {
  unconfirmed: ['confirm', 'ask-confirmation', 'withdraw', 'remind', 'expire', 'resend-link', ...always],
  'between-stages': ['open-stage', 'withdraw', 'tell-late', ...route, ...always],
  'in-review': [
    'declare',
    'decide-review',
    'recuse',
    'delegate',
    ...appointing,
    'withdraw',
    'resend-link',
    ...route,
    ...timed,
    ...always,
  ],
  'awaiting-revision': ['revise', 'withdraw', 'resend-link', ...route, ...timed, ...always],
  'settling-terms': [
    'amend-terms',
    'release-terms',
    'withdraw',
    'resend-link',
    ...route,
    ...timed,
    ...afterDelivery,
    ...always,
  ],
  'drawing-up': ['draw-up', 'not-printable', 'withdraw', 'tell-late', ...afterDelivery, ...always],
  signing: [
    'sign',
    'refuse-to-sign',
    'stop-codes',
    'reopen-terms',
    ...appointing,
    'withdraw',
    'resend-link',
    ...route,
    ...timed,
    ...afterDelivery,
    ...always,
  ],
  sealing: ['seal', 'not-printable', 'tell-late', ...afterDelivery, ...always],
  sealed: ['deliver', 'tell-late', ...afterDelivery, ...always],
  'with-finance': [
    'acknowledge',
    'return',
    'resend-link',
    'repeat-delivery',
    ...timed,
    ...afterDelivery,
    ...always,
  ],
  /** Only of a contract that finance acknowledged: what it brings in, what secures it, and the link by which that is recorded. Of any: erasure, and that it waits. */
  closed: [
    'record-payment',
    'change-guarantee',
    'list-obligations',
    'tell-overdue',
    'resend-link',
    'repeat-delivery',
    ...erasure,
    ...afterDelivery,
  ],
}

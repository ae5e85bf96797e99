import type { CodedHome } from '#functions/shared/coded-home.ts'
import { cases, codes, commit, edge, files, links, mailer, throttle } from './home.ts'

/** Of signatories' pages and finance's. */
export const codedHome: CodedHome = { cases, codes, commit, edge, files, links, mailer, throttle }

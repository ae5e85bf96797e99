import type { Home } from './home.ts'

/** What pages are made from on which somebody proves who they are by a mailed code: signatories' and finance's. */
export const codedPorts = ['cases', 'links', 'files', 'codes', 'mailer', 'throttle', 'commit'] as const

export type CodedHome = Pick<Home, (typeof codedPorts)[number] | 'edge'>

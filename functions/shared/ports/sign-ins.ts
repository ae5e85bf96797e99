import * as z from 'zod'

/** What is told to a member about their own sign-in. */
const signInNews = [
  'factor-set',
  'factor-removed',
  'factor-reset',
  'recovery-code-used',
  'sessions-ended',
] as const
export type SignInNews = (typeof signInNews)[number]

/** Somebody asked to sign in to the board, or is to be told of what became of their sign-in. */
export const signInRequestSchema = z.object({
  /** As it was typed; most likely nobody's, and never shown. */
  email: z.string(),
  at: z.iso.datetime(),
  /** What a member is told of instead, once it was done to their own sign-in. */
  tells: z.enum(signInNews).optional(),
  /** Or that they lost the links to their cases: of one case, or of all. */
  lost: z.object({ reference: z.string().nullable() }).optional(),
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** Requests to sign in that nobody has answered yet: the same row whoever asks, so that neither its answer nor its time tells a member. */
export interface SignIns {
  ask(request: SignInRequest): Promise<void>
  /** Opens one again that could not be answered. Nobody is told of it as of a new one: whoever looks next takes it. */
  askAgain(request: SignInRequest): Promise<void>
  /** Takes those that are open, oldest first, each once. */
  take(): Promise<SignInRequest[]>
}

/** Seconds for which a request is worth an answer: what became of somebody's sign-in is still worth telling the next day. */
export function answeredFor({ tells }: Pick<SignInRequest, 'tells'>): number {
  return tells === undefined ? 10 * 60 : 24 * 60 * 60
}

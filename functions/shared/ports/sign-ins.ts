import * as z from 'zod'

/** What is told to a member about their own sign-in. */
const signInNews = [
  'factor-set',
  'factor-removed',
  'factor-reset',
  'recovery-code-used',
  'sessions-ended',
  'factor-to-come',
] as const
export type SignInNews = (typeof signInNews)[number]

/** The address is as it was typed; most likely nobody's, and never shown. */
const asked = { email: z.string(), at: z.iso.datetime() }

const kinds = z.discriminatedUnion('kind', [
  /** Somebody asked to sign in to the board. */
  z.object({ kind: z.literal('sign-in'), ...asked }),
  /** A member is told of what was done to their own sign-in. */
  z.object({ kind: z.literal('news'), ...asked, tells: z.enum(signInNews) }),
  /** Somebody lost the links to their cases: of one case, or of all. */
  z.object({ kind: z.literal('lost-links'), ...asked, reference: z.string().nullable() }),
])

/** Rows of the releases before say what they are by the fields that they have. */
const earlier = z
  .object({
    ...asked,
    kind: z.undefined().optional(),
    tells: z.enum(signInNews).optional(),
    lost: z.object({ reference: z.string().nullable() }).optional(),
  })
  .transform(({ email, at, tells, lost }): z.infer<typeof kinds> => {
    if (tells !== undefined) return { kind: 'news', email, at, tells }
    return lost === undefined ? { kind: 'sign-in', email, at } : { kind: 'lost-links', email, at, ...lost }
  })

/** What a mail is asked for that goes, if at all, once nobody can tell by its time. */
export const signInRequestSchema = z.union([kinds, earlier])
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
export function answeredFor({ kind }: Pick<SignInRequest, 'kind'>): number {
  return kind === 'news' ? 24 * 60 * 60 : 10 * 60
}

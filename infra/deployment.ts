import * as z from 'zod'
import { programmeById } from '#workflows/programme/load-programme.ts'

/** What may differ from one deployment to the next; everything else is the same everywhere. */
export interface Deployment {
  /** `prod` keeps its data whatever happens to the stack; `dev` goes away with it. */
  readonly stage: 'dev' | 'prod'
  /** The city, by the id of its programme. */
  readonly programme: string
  /** The plain address from which mail comes. Its domain becomes an identity of the mail service. */
  readonly mailFrom: string
  /**
   * Where the public reaches the pages, without a slash at the end: a domain or a CDN in front of the API. The API's own
   * address when undefined.
   */
  readonly publicUrl: string | undefined
  /** Who is told of alarms. */
  readonly alarmEmail: string | undefined
}

const contextSchema = z.object({
  stage: z.enum(['dev', 'prod']).default('dev'),
  programme: z.string().default('kerman'),
  mailFrom: z.email().optional(),
  publicUrl: z
    .url({ protocol: /^https$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .refine((url) => url === new URL(url).origin, 'Scheme and host alone: links lead to the root of a host')
    .optional(),
  alarmEmail: z.email().optional(),
})

/**
 * Reads the CDK context (`-c name=value` or `cdk.json`).
 * @throws Error that lists what cannot be used. Production must say from whom its mail comes and who hears its alarms; the
 * programme is parsed here, so that an invalid one never reaches a function.
 */
export function readDeployment(context: (name: string) => unknown): Deployment {
  const names = Object.keys(contextSchema.shape)
  const parsed = contextSchema.safeParse(Object.fromEntries(names.map((name) => [name, context(name)])))
  if (!parsed.success) throw new Error(`The context cannot be used:\n${z.prettifyError(parsed.error)}`)
  const { stage, programme, mailFrom, publicUrl, alarmEmail } = parsed.data
  programmeById(programme)
  if (stage === 'prod') {
    const missing = Object.entries({ mailFrom, alarmEmail }).filter(([, value]) => value === undefined)
    if (missing.length > 0) {
      throw new Error(`Production needs the context ${missing.map(([name]) => name).join(' and ')}`)
    }
  }
  return { stage, programme, publicUrl, alarmEmail, mailFrom: mailFrom ?? 'no-reply@tasvib.example' }
}

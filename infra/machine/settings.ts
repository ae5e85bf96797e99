import * as z from 'zod'
import { secretBytes } from '#workflows/delivery/webhook-signature.ts'
import { refuseInProduction } from './production.ts'
import { StartFailure } from './start-failure.ts'

export interface RuntimeSettings {
  /** An installation for real cases and not a trial: no mailbox page, no clock that can be moved, no trust in neighbours. */
  readonly production: boolean
  /** Of the public pages; 0 for any free port. */
  readonly port: number
  /** Of mailbox, time travel and workflow drawing; 0 for any free port. */
  readonly operatorPort: number
  readonly dataFolder: string
  /** Where browsers reach the public pages, without a slash at the end; `http://127.0.0.1:<port>` without it. */
  readonly publicUrl?: string
  readonly smtpUrl?: string
  /** Where the log is sent too, apart from this machine. */
  readonly logUrl?: string
  /** The id of a city's programme. */
  readonly programme: string
  /** The sender of every mail. */
  readonly mailFrom: string
  /** Whether a reverse proxy in front sets X-Forwarded-For. */
  readonly trustProxy: boolean
  /** `whsec_…` in place of the one that the data folder holds; several with spaces between while it is being changed. */
  readonly webhookSecret?: string
  /** A receiver of webhooks on this machine, called in place of finance's own system. */
  readonly webhookTestEndpoint?: string
}

const noPort = 'must be a port: a number from 0 to 65535'
const port = z.coerce.number(noPort).int(noPort).min(0, noPort).max(65_535, noPort)
const webAddress = z
  .url({
    protocol: /^https?$/,
    error: 'must be a web address, as in http://127.0.0.1:8000',
  })
  .transform((url) => url.replace(/\/+$/, ''))

const ownAddress = webAddress.refine((url) => url === new URL(url).origin, {
  error:
    'is scheme and host alone, as in https://proposals.city.example: Tasvib needs a host of its own, not a path of one',
})

const webhookSecrets = z
  .string()
  .refine((text) => text.split(' ').every((secret) => secretBytes(secret) !== undefined), {
    error: 'is whsec_ and base64 of 24 to 64 bytes, or several of these with spaces between',
  })

/** A log goes nowhere in the clear but to a program of this machine. */
const collector = z
  .url({ error: 'must be as in https://user:secret@logs.city.example/ingest', abort: true })
  .refine(
    (url) => {
      const { protocol, hostname } = new URL(url)
      return protocol === 'https:' || (protocol === 'http:' && /^(?:127\.0\.0\.1|localhost)$/.test(hostname))
    },
    { error: 'must begin with https, or be of this machine' },
  )

const ownReceiver = z.url({ protocol: /^https?$/, hostname: /^(?:127\.0\.0\.1|localhost)$/ })

const modes = ['development', 'production'] as const

const environmentSchema = z.object({
  TASVIB_MODE: z.enum(modes, `must be ${modes.join(' or ')}`).default('development'),
  PORT: port.default(8080),
  OPERATOR_PORT: port.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: ownAddress.optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be as in smtp://user:secret@mail.example:587' })
    .optional(),
  LOG_URL: collector.optional(),
  PROGRAMME: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the id of a programme, as in kerman')
    .default('kerman'),
  MAIL_FROM: z.string().min(3).default('no-reply@tasvib.example'),
  DYNAMODB_ENDPOINT: z
    .undefined('cases are kept in the data folder since this release; leave it out')
    .optional(),
  TRUST_PROXY: z.enum(['0', '1'], 'must be 1 or 0').default('0'),
  WEBHOOK_SECRET: webhookSecrets.optional(),
  WEBHOOK_TEST_ENDPOINT: ownReceiver.optional(),
})

/** The folder of everything that is kept, by the same setting as everywhere, for who needs no other. */
export function dataFolderIn({ DATA_DIR }: Readonly<Record<string, string | undefined>>): string {
  return environmentSchema.shape.DATA_DIR.parse(DATA_DIR === '' ? undefined : DATA_DIR)
}

/**
 * The settings in an environment, where an empty variable counts as none, and on the command line: `--production`.
 * @throws StartFailure that names every setting at fault.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  options: readonly string[] = [],
): RuntimeSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const unknown = options.filter((option) => option !== '--production')
  // A misspelt one must not start a trial where an installation was meant.
  if (unknown.length > 0) {
    throw new StartFailure(`There is no option ${unknown.join(' ')}. The only one is --production.`)
  }
  if (options.length > 0) given['TASVIB_MODE'] ??= 'production'
  if (options.length > 0 && given['TASVIB_MODE'] !== 'production') {
    throw new StartFailure('--production and TASVIB_MODE contradict each other. Leave one of them out.')
  }
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new StartFailure(`These settings cannot be used:\n${faults.join('\n')}`)
  }
  const { data } = parsed
  const settings: RuntimeSettings = {
    production: data.TASVIB_MODE === 'production',
    port: data.PORT,
    operatorPort: data.OPERATOR_PORT ?? (data.PORT === 0 ? 0 : data.PORT + 1),
    dataFolder: data.DATA_DIR,
    programme: data.PROGRAMME,
    mailFrom: data.MAIL_FROM,
    trustProxy: data.TRUST_PROXY === '1',
    ...(data.PUBLIC_URL === undefined ? {} : { publicUrl: data.PUBLIC_URL }),
    ...(data.WEBHOOK_SECRET === undefined ? {} : { webhookSecret: data.WEBHOOK_SECRET }),
    ...(data.WEBHOOK_TEST_ENDPOINT === undefined ? {} : { webhookTestEndpoint: data.WEBHOOK_TEST_ENDPOINT }),
    ...(data.SMTP_URL === undefined ? {} : { smtpUrl: data.SMTP_URL }),
    ...(data.LOG_URL === undefined ? {} : { logUrl: data.LOG_URL }),
  }
  if (settings.production) refuseInProduction(settings)
  return settings
}

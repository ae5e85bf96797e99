import * as z from 'zod'
import { programmeById } from '#workflows/programme/load-programme.ts'

/** The installation's own address, and how its certificate comes about. */
export interface Domain {
  readonly name: string
  readonly certificate: /** Of the region of the stack, or of us-east-1 when CloudFront stands in front. The name's record is set by hand. */
    | { readonly arn: string }
    /** A zone of Route 53 in this account: certificate and record are made in it. */
    | { readonly zoneId: string; readonly zoneName: string }
}

/** What may differ from one deployment to the next; everything else is the same everywhere. */
export interface Deployment {
  /** `prod` keeps its data whatever happens to the stack; `dev` goes away with it. */
  readonly stage: 'dev' | 'prod'
  /** Tells several installations in one account and region apart; there is one when undefined. */
  readonly instance: string | undefined
  /** The city, by the id of its programme. */
  readonly programme: string
  /** The plain address from which mail comes. */
  readonly mailFrom: string
  /** `create` makes the sender's domain an identity of the mail service, `existing` uses the one that the account has. */
  readonly mailIdentity: 'create' | 'existing'
  /** A domain to which all mail goes in place of the people; in development alone. */
  readonly mailRedirect: string | undefined
  /** The stack's own domain; the API's address, or `publicUrl`, when undefined. */
  readonly domain: Domain | undefined
  /** Where the public reaches the pages through something that this stack does not make; no slash at the end. */
  readonly publicUrl: string | undefined
  /** CloudFront with a web application firewall in front of the API, which then answers nobody else. */
  readonly edge: boolean
  /** GuardDuty looks at what people upload, and nobody is given it before. */
  readonly malwareScan: boolean
  /** X-Ray for functions and workflow: it costs time at each cold start, and money. */
  readonly tracing: boolean
  /** Years for which sealed contracts and daily roots cannot be changed or deleted, by anybody; 0 for no lock. */
  readonly lockYears: number
  /** Who is told of alarms. */
  readonly alarmEmail: string | undefined
  /** What native code in the bundles is for: Lambda's, or this machine's where an emulator runs the functions by Node itself. */
  readonly cpu: 'arm64' | 'x64'
}

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

const contextSchema = z.object({
  stage: z.enum(['dev', 'prod']).default('dev'),
  instance: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/, 'Up to 20 small letters, digits and hyphens')
    .optional(),
  programme: z.string().default('kerman'),
  mailFrom: z.email().optional(),
  mailIdentity: z.enum(['create', 'existing']).default('create'),
  mailRedirect: z.hostname().optional(),
  domain: z.hostname().optional(),
  certificateArn: z
    .string()
    .regex(/^arn:[^:]+:acm:[^:]+:\d+:certificate\/.+$/)
    .optional(),
  hostedZoneId: z.string().optional(),
  hostedZone: z.hostname().optional(),
  publicUrl: z
    .url({ protocol: /^https$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .refine((url) => url === new URL(url).origin, 'Scheme and host alone: links lead to the root of a host')
    .optional(),
  edge: flag.default(false),
  malwareScan: flag.default(false),
  tracing: flag.default(false),
  lockYears: z.coerce.number().int().min(0).max(100).optional(),
  alarmEmail: z.email().optional(),
  emulated: flag.default(false),
})
type Given = z.infer<typeof contextSchema>

/** As long as a city has to keep its contracts at least; the lock cannot be shortened afterwards. */
const usualLockYears = 10

/**
 * Reads the CDK context (`-c name=value` or `cdk.json`).
 * @throws Error that lists what cannot be used. Production must say from whom its mail comes and who hears its alarms; the
 * programme is parsed here, so that an invalid one never reaches a function.
 */
export function readDeployment(context: (name: string) => unknown): Deployment {
  const names = Object.keys(contextSchema.shape)
  const parsed = contextSchema.safeParse(Object.fromEntries(names.map((name) => [name, context(name)])))
  if (!parsed.success) throw new Error(`The context cannot be used:\n${z.prettifyError(parsed.error)}`)
  const given = parsed.data
  const { stage, programme, mailFrom, mailRedirect, publicUrl, edge, lockYears } = given
  programmeById(programme)
  if (stage === 'prod') {
    const missing = Object.entries({ mailFrom, alarmEmail: given.alarmEmail }).filter(
      ([, value]) => value === undefined,
    )
    if (missing.length > 0) {
      throw new Error(`Production needs the context ${missing.map(([name]) => name).join(' and ')}`)
    }
    if (given.emulated) throw new Error('Production runs in the cloud: no emulated')
    if (mailRedirect !== undefined) throw new Error('Production writes to the people: no mailRedirect')
  }
  const domain = domainOf(given)
  if (domain !== undefined && publicUrl !== undefined) {
    throw new Error('The context names both domain and publicUrl: people reach the pages by one of them')
  }
  if (edge && (domain === undefined || !('arn' in domain.certificate))) {
    throw new Error(
      'The context edge needs a domain and a certificateArn of us-east-1, where CloudFront looks',
    )
  }
  return {
    stage,
    instance: given.instance,
    programme,
    mailFrom: mailFrom ?? 'no-reply@tasvib.example',
    mailIdentity: given.mailIdentity,
    mailRedirect,
    domain,
    publicUrl,
    edge,
    malwareScan: given.malwareScan,
    tracing: given.tracing,
    lockYears: stage === 'prod' ? (lockYears ?? usualLockYears) : 0,
    alarmEmail: given.alarmEmail,
    cpu: given.emulated && process.arch === 'x64' ? 'x64' : 'arm64',
  }
}

function domainOf({ domain, certificateArn, hostedZoneId, hostedZone }: Given): Domain | undefined {
  if (domain === undefined) return undefined
  if (certificateArn !== undefined) return { name: domain, certificate: { arn: certificateArn } }
  if (hostedZoneId === undefined || hostedZone === undefined) {
    throw new Error('A domain needs the context certificateArn, or hostedZone and hostedZoneId')
  }
  return { name: domain, certificate: { zoneId: hostedZoneId, zoneName: hostedZone } }
}

import * as z from 'zod'
import type { Secret, Setting } from '#functions/catalogue.ts'
import { secretBytes } from '#workflows/delivery/webhook-signature.ts'

const name = z.string().min(1)
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
/** Links are made for the root of a host; below a path they would lead nowhere. */
const origin = address.refine((url) => url === new URL(url).origin)

const schemas = {
  TABLE_NAME: name,
  BUCKET_NAME: name,
  /** Scheme and host alone, without a slash at the end. */
  PUBLIC_URL: origin,
  PROGRAMME: name,
  /** An address, alone or as `Name <address>`; SES takes a name that is not ASCII only when it is encoded (RFC 2047). */
  MAIL_FROM: z.string().regex(/^[\x20-\x7E]+$/),
  STATE_MACHINE_ARN: z.string().regex(/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+(?::[^:]+)?$/),
  EVENT_BUS_NAME: name,
  /** A key of KMS: its ARN, its id or an alias. */
  SEAL_KEY_ID: name,
  /** The key of the daily roots, likewise. */
  ROOT_KEY_ID: name,
  SITE_ASSETS: name,
  CODE_KEY: z.string().min(32),
  DELIVERY_QUEUE_URL: address,
  /** Where messages lie that were given up. */
  DELIVERY_ASIDE_URL: address,
  /** `whsec_…`, or several of them with spaces between, the newest first, while finance changes from one to the next. */
  WEBHOOK_SECRET: z.string().refine((text) => text.split(' ').every((one) => secretBytes(one) !== undefined)),
  /** What CloudFront proves itself with, where it stands in front of the API. */
  ORIGIN_SECRET: name,
} satisfies Readonly<Record<Setting | Secret, z.ZodType<string>>>

/** What was parsed last, for as long as the environment says the same. */
const known = new Map<Setting, { readonly given: string | undefined; readonly value: string }>()

/**
 * A setting from the environment, parsed when it is first asked for: a function has only those that the catalogue gives it.
 * @throws Error that names the setting and never shows its value
 */
export function setting(name: Setting): string {
  const given = process.env[name]
  const earlier = known.get(name)
  if (earlier !== undefined && earlier.given === given) return earlier.value
  const value = parseSetting(name, given)
  known.set(name, { given, value })
  return value
}

/** @throws Error as `setting` does */
export function parseSetting(name: Setting | Secret, value: string | undefined): string {
  const parsed = schemas[name].safeParse(value)
  if (!parsed.success) throw new Error(`The setting ${name} is missing or cannot be used`)
  return parsed.data
}

/** The host of presigned addresses where it is not the pages' own; none for a function without files. */
export function filesOrigin(): string | undefined {
  const { BUCKET_NAME: bucket, AWS_REGION: region } = process.env
  if (bucket === undefined || region === undefined) return undefined
  return `https://${bucket}.s3.${region}.amazonaws.com`
}

/** Whether each address has its share of requests: in the cloud, where the gateway's throttle is the same for everybody. */
export function limitsAddresses(): boolean {
  return process.env['ADDRESS_LIMIT'] === '1'
}

/** A domain to which all mail goes in place of the people, where a development stage has one. */
export function mailRedirect(): string | undefined {
  const given = process.env['MAIL_REDIRECT']
  return given === undefined || given === '' ? undefined : z.hostname().parse(given)
}

/** The mail service's configuration set of this very installation. */
export function mailConfigurationSet(): string | undefined {
  const given = process.env['MAIL_CONFIGURATION_SET']
  return given === undefined || given === '' ? undefined : given
}

/** Years for which what is kept cannot be changed or deleted; 0 where nothing is locked. */
export function lockYears(): number {
  return z.coerce
    .number()
    .int()
    .min(0)
    .parse(process.env['LOCK_YEARS'] ?? 0)
}

/** Whether what people upload is looked at for malware, and given to nobody before; in the cloud, where the installation wants it. */
export function scansUploads(): boolean {
  return process.env['MALWARE_SCAN'] === '1'
}

import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue, type FunctionName, type FunctionSpec, type Grant } from '#functions/catalogue.ts'
import { bundle } from '#infra/aws/bundling/bundle-functions.ts'

/** The client that a grant is of use to. */
const clientOf: Readonly<Record<Grant, string>> = {
  'ledger:read': 'client-dynamodb',
  'ledger:append': 'client-dynamodb',
  'files:read': 'client-s3',
  'files:write': 'client-s3',
  'files:lock': 'client-s3',
  'mail:send': 'client-sesv2',
  'workflow:start': 'client-sfn',
  'workflow:resume': 'client-sfn',
  'events:publish': 'client-eventbridge',
  'contract:seal': 'client-kms',
  'root:sign': 'client-kms',
  'root:keep': 'client-s3',
  'evidence:bundle': 'client-s3',
  'delivery:ask': 'client-sqs',
  'delivery:settle': 'client-sqs',
  'applicant:erase': 'client-s3',
}
const names = Object.keys(catalogue) as FunctionName[]

/** Kibibytes that a function may load at its start. One that outgrows its own is to lose weight first, or say here why it need not. */
const mostAtStart: Readonly<Record<FunctionName, number>> = {
  site: 285,
  submit: 461,
  track: 500,
  review: 452,
  sign: 476,
  finance: 446,
  board: 659,
  public: 324,
  terms: 465,
  'await-step': 258,
  'ask-ledger': 179,
  'draw-up-contract': 323,
  'seal-contract': 1306,
  relay: 399,
  clock: 457,
  'call-finance': 314,
  'mail-feedback': 291,
  'ledger-root': 213,
  retention: 615,
  'first-message': 167,
}

/** By function, the files that left something in its bundle. */
const contents = new Map<string, readonly string[]>()
const atStart = new Map<string, number>()

beforeAll(async () => {
  for (const name of names) {
    const files = await bundle(name)
    contents.set(
      name,
      files.flatMap(({ sources }) => sources),
    )
    const first = files.filter((file) => file.atStart)
    atStart.set(
      name,
      first.reduce((bytes, file) => bytes + file.bytes.length / 1024, 0),
    )
  }
})

function filesOf(name: FunctionName): readonly string[] {
  const files = contents.get(name)
  if (files === undefined) throw new Error(`There is no bundle of ${name}`)
  return files
}

describe('the bundle of a function', () => {
  // `import { real }` or `import { z }` would bring everything: shaking starts at what a namespace is asked for.
  it.each(names)('has the clients that its grants are for, and no other: %s', (name) => {
    const clients = new Set(
      filesOf(name).flatMap((file) => /(?:@aws-sdk|aws\/light)\/(client-[\w-]+)/.exec(file)?.[1] ?? []),
    )
    const spec: FunctionSpec = catalogue[name]
    const readsSecrets = spec.trigger.kind === 'http' || spec.secrets !== undefined
    const granted = new Set([
      ...spec.grants.map((grant) => clientOf[grant]),
      ...(readsSecrets ? ['client-secrets-manager'] : []),
    ])
    expect([...clients].sort()).toEqual([...granted].sort())
  })

  it.each(names)('is no larger at its start than was agreed: %s', (name) => {
    expect(atStart.get(name)).toBeLessThanOrEqual(mostAtStart[name])
  })

  it.each(names)('has none of the messages that zod keeps for fifty languages: %s', (name) => {
    const languages = filesOf(name).flatMap((file) => /\/zod\/v4\/locales\/(\w+)\.js$/.exec(file)?.[1] ?? [])
    expect(languages.filter((language) => language !== 'en' && language !== 'index')).toEqual([])
  })

  // Those of S3 and SES are the SDK's own, and loaded when something is first stored or sent.
  it.each(names)('has of the other SDKs nothing but errors: %s', (name) => {
    const ofSdk = filesOf(name).filter((file) => /@aws-sdk\/client-(?!s3|sesv2)[\w-]+\//.test(file))
    expect(ofSdk.filter((file) => !/\/models\/(?:errors|\w+ServiceException)\.js$/.test(file))).toEqual([])
  })

  it.each(names)('has each client once: %s', (name) => {
    const copies = filesOf(name).flatMap((file) => /^(.*@aws-sdk\/client-[\w-]+)\//.exec(file)?.[1] ?? [])
    const clients = [...new Set(copies)].map((folder) => folder.replace(/^.*@aws-sdk\//, ''))
    expect(clients).toEqual([...new Set(clients)])
  })
})

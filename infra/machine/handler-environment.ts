import type { Secret, Setting } from '#functions/catalogue.ts'
import type { Credentials } from '#infra/machine/cloud/signature-v4.ts'

/** Names that are the same in every data folder. */
export const names = {
  region: 'local',
  table: 'tasvib',
  bucket: 'tasvib-files',
  eventBus: 'tasvib',
  sealKeyId: 'alias/tasvib-seal',
  rootKeyId: 'alias/tasvib-root',
  stateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:tasvib',
} as const

/** Where a running Tasvib keeps its environment for operators' commands, in the data folder and for its owner alone. */
export const environmentFile = 'environment.json'

export interface EnvironmentOptions {
  /** The file of the database, for operators' commands. */
  readonly database: string
  readonly cloudEndpoint: string
  readonly publicUrl: string
  readonly programme: string
  readonly mailFrom: string
  readonly codeKey: string
  readonly webhookSecret: string
  /** A receiver on this machine that is called in place of finance's own system; empty for none. */
  readonly webhookTestEndpoint: string
  /** The folder in which `makeSiteAssets` has put what browsers fetch. */
  readonly siteAssets: string
  readonly credentials: Credentials
  /** A folder without AWS configuration, so that the one of this account plays no part. */
  readonly emptyFolder: string
}

/** What this account may have set for its own work with AWS, and what would lead the functions elsewhere. */
const misleading = [
  'AWS_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_ENDPOINT_URL',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
]

/** Sets this process's environment so that functions find here what Lambda would give them. */
export function setHandlerEnvironment(options: EnvironmentOptions): void {
  for (const name of misleading) delete process.env[name]
  const settings: Record<Setting, string> = {
    TABLE_NAME: names.table,
    BUCKET_NAME: names.bucket,
    PUBLIC_URL: options.publicUrl,
    PROGRAMME: options.programme,
    MAIL_FROM: options.mailFrom,
    STATE_MACHINE_ARN: names.stateMachineArn,
    EVENT_BUS_NAME: names.eventBus,
    DELIVERY_QUEUE_URL: `${options.cloudEndpoint}/calls`,
    DELIVERY_ASIDE_URL: `${options.cloudEndpoint}/aside`,
    SEAL_KEY_ID: names.sealKeyId,
    ROOT_KEY_ID: names.rootKeyId,
    SITE_ASSETS: options.siteAssets,
  }
  // The table's ports have the key of codes by themselves.
  const secrets: Partial<Record<Secret, string>> = { WEBHOOK_SECRET: options.webhookSecret }
  for (const name of Object.keys(secrets)) delete process.env[`${name}_ARN`]
  Object.assign(process.env, settings, secrets, {
    // Addresses given to browsers are signed for the public port, which passes them on to the object store.
    UPLOAD_ENDPOINT: options.publicUrl,
    AWS_REGION: names.region,
    AWS_ACCESS_KEY_ID: options.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: options.credentials.secretAccessKey,
    AWS_CONFIG_FILE: `${options.emptyFolder}/none`,
    AWS_SHARED_CREDENTIALS_FILE: `${options.emptyFolder}/none`,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_SESV2: options.cloudEndpoint,
    AWS_ENDPOINT_URL_S3: options.cloudEndpoint,
    AWS_ENDPOINT_URL_KMS: options.cloudEndpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: options.cloudEndpoint,
    AWS_ENDPOINT_URL_SQS: options.cloudEndpoint,
    BUCKET_VERSIONED: '0',
    WEBHOOK_TEST_ENDPOINT: options.webhookTestEndpoint,
  })
}

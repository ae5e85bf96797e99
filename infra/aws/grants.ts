import { type Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { FunctionSpec, Grant, RowUse, Trigger } from '#functions/catalogue.ts'
import { rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { uploadedFolders } from '#functions/shared/ports/malware.ts'
import { liveAlias, type WorkflowArns } from './case-workflow.ts'

/** What grants are about. */
export interface GrantedResources {
  readonly tableArn: string
  readonly indexArns: readonly string[]
  readonly bucketArn: string
  /** Whether what people upload is scanned for malware, which its tags tell. */
  readonly scansUploads: boolean
  /** Identity and configuration set. */
  readonly mailArns: readonly string[]
  readonly mailFrom: string
  readonly workflow: WorkflowArns
  readonly eventBusArn: string
  readonly sealKeyArn: string
  /** Of the daily roots. */
  readonly rootKeyArn: string
  /** The queue of calls to finance's own system, and where those lie that were given up. */
  readonly calls: { readonly queueArn: string; readonly asideArn: string }
}

/** Every attribute that an update of an effect or of a due time names: all but `body`. */
export const markAttributes = [
  'PK',
  'SK',
  'at',
  'attempts',
  'attention',
  'attentionShard',
  'done',
  'dropped',
  'due',
  'dueShard',
  'lastError',
  'lease',
  'messageId',
  'retryAt',
  'version',
] as const

/** Every attribute that a report of the mail service names: what it tells, and that a mail is to be sent again. */
export const reportAttributes = [
  'PK',
  'SK',
  'attention',
  'attentionShard',
  'bouncedAt',
  'bouncedForNowAt',
  'complainedAt',
  'delayedAt',
  'deliveredAt',
  'due',
  'dueShard',
  'lastError',
  'messageId',
  'retryAt',
  'version',
] as const

/** Every attribute that erasing names: the row of an entry, and the due times of its case. */
export const erasureAttributes = ['PK', 'SK', 'body', 'due', 'dueShard', 'version'] as const

/** Partitions, by the beginning of their key, that a function may read, and into which it may write. */
interface Partitions {
  readonly get?: readonly string[]
  readonly put?: readonly string[]
  readonly update?: readonly string[]
  readonly delete?: readonly string[]
}

/** A session is a link, and a row in the list of its mailbox. */
const sessionRows = ['link#*', 'sessions#*'] as const

const partitions: Readonly<Record<RowUse, Partitions>> = {
  'words:write': { put: ['search#*'] },
  lists: { get: ['search#*'] },
  'links:follow': { get: ['link#*'] },
  'links:issue': { put: ['link#*', 'links#*'] },
  sessions: { get: sessionRows, put: sessionRows, delete: sessionRows },
  'session:renew': { put: ['link#*'] },
  'sign-ins:ask': { put: ['sign-in#*'] },
  'sign-ins:answer': { get: ['sign-in#*'], put: ['sign-in#*'], delete: ['sign-in#*'] },
  answers: { get: ['request#*'], put: ['request#*'] },
  codes: { get: ['code#*'], put: ['code#*'], update: ['code#*'], delete: ['code#*'] },
  unsent: {
    get: ['unsent#*', 'unsents#*'],
    put: ['unsent#*', 'unsents#*'],
    delete: ['unsent#*', 'unsents#*'],
  },
  factors: { get: ['factor#*'], put: ['factor#*'], delete: ['factor#*'] },
  drafts: { get: ['draft#*'], put: ['draft#*'], delete: ['draft#*'] },
  'drafts:end': { delete: ['draft#*'] },
  'contracts:write': { put: ['contract#*'] },
  'contracts:find': { get: ['contract#*'] },
  'endpoints:write': { put: ['endpoint#*'] },
  endpoints: { get: ['endpoint#*'], put: ['endpoint#*'] },
  'figures:read': { get: ['figures#*'] },
  figures: { get: ['figures#*'], update: ['figures#*'] },
  limits: { update: ['throttle#*'] },
}

/** Attributes of effects and due times that are updated in the case's own partition, by who does that. */
const marks: Readonly<Partial<Record<Trigger['kind'], readonly string[]>>> = {
  stream: markAttributes,
  schedule: markAttributes,
  queue: markAttributes,
  'mail-feedback': reportAttributes,
}

/*
 * The ledger is append-only, as far as IAM can say it. IAM knows the partition of a row but neither its sort key nor whether
 * a write is conditional. So:
 * - no function may delete anything in a case's partition, and only relay, clock, mail feedback and the
 *   calls to finance may update there,
 *   attributes other than the one in which an entry lies. Only retention, which nobody calls but its schedule, may
 *   update an entry's row, to erase what stands beside it;
 * - that a put does not replace an entry IAM cannot say. Each put has the condition that the row is new, and if one had not,
 *   the chain of digests would show it.
 */
function touched(of: keyof Partitions, { grants, rows = [] }: GrantedFunction): readonly string[] {
  const ofCases = grants.includes(of === 'get' ? 'ledger:read' : 'ledger:append') ? ['proposal#*'] : []
  const own = of === 'get' || of === 'put' ? ofCases : []
  return [...new Set([...own, ...rows.flatMap((use) => partitions[use][of] ?? [])])]
}

type GrantedFunction = Pick<FunctionSpec, 'grants' | 'trigger' | 'rows'>

/** What a function of the catalogue may do; nothing else, and nothing by wildcard. */
export function statementsOf(spec: GrantedFunction, resources: GrantedResources): PolicyStatement[] {
  return [
    ...rowStatements(spec, resources),
    ...spec.grants.flatMap((grant) => statements[grant](resources, spec.trigger.kind)),
  ]
}

const rowActions = {
  get: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  update: ['dynamodb:UpdateItem'],
  delete: ['dynamodb:DeleteItem'],
} as const

function rowStatements(spec: GrantedFunction, { tableArn, indexArns }: GrantedResources): PolicyStatement[] {
  const attributes = spec.grants.includes('ledger:append') ? marks[spec.trigger.kind] : undefined
  return [
    ...(['get', 'put', 'update', 'delete'] as const).flatMap((of) => {
      const names = touched(of, spec)
      return names.length === 0 ? [] : [allow([...rowActions[of]], [tableArn], inPartitions(names))]
    }),
    ...(spec.rows?.includes('lists') === true ? [allow(['dynamodb:Query'], indexArns)] : []),
    ...(attributes === undefined
      ? []
      : [allow(['dynamodb:UpdateItem'], [tableArn], ofAttributesAlone(attributes))]),
  ]
}

/** To read these secrets, each by its own name. */
export function readingOf(secretArns: readonly string[]): PolicyStatement[] {
  return secretArns.length === 0 ? [] : [allow(['secretsmanager:GetSecretValue'], secretArns)]
}

const statements: Readonly<
  Record<Grant, (resources: GrantedResources, trigger: Trigger['kind']) => PolicyStatement[]>
> = {
  // Rows are granted by what each function names.
  'ledger:read': () => [],
  'ledger:append': () => [],
  'files:read': ({ bucketArn, scansUploads }) => [
    allow(
      ['s3:GetObject'],
      ['uploads', 'cases', 'terms'].map((folder) => `${bucketArn}/${folder}/*`),
    ),
    // Without it S3 answers 403 for an upload that never came, and the applicant could not be told so.
    allow(['s3:ListBucket'], [bucketArn]),
    ...(scansUploads
      ? [
          allow(
            ['s3:GetObjectTagging'],
            uploadedFolders.map((folder) => `${bucketArn}/${folder}/*`),
          ),
        ]
      : []),
  ],
  // The public's side writes uploads and copies them to the case that takes them, the workflow writes contracts. A presigned form has the rights of who signed it.
  'files:write': ({ bucketArn }, trigger) =>
    trigger === 'http'
      ? [
          allow(
            ['s3:PutObject'],
            ['incoming', 'cases/*/attachments', 'terms'].map((folder) => `${bucketArn}/${folder}/*`),
          ),
          allow(['s3:GetObject'], [`${bucketArn}/incoming/*`]),
        ]
      : [allow(['s3:PutObject'], [`${bucketArn}/cases/*`])],
  // A lock can be set and made longer, never shortened or lifted.
  'files:lock': ({ bucketArn }) => [allow(['s3:PutObjectRetention'], [`${bucketArn}/cases/*`])],
  // SES checks some messages that it assembles, with attachments, as raw ones. Both are bound to the one sender.
  'mail:send': ({ mailArns, mailFrom }) => [
    allow(['ses:SendEmail', 'ses:SendRawEmail'], mailArns, { StringEquals: { 'ses:FromAddress': mailFrom } }),
  ],
  // For calls by an alias, Step Functions looks for the machine's own ARN, and gives the alias as a condition.
  'workflow:start': ({ workflow }) => [
    allow(['states:StartExecution'], [workflow.stateMachine], {
      StringEquals: { 'states:StateMachineQualifier': liveAlias },
    }),
  ],
  'workflow:resume': ({ workflow }) => [
    allow(['states:SendTaskSuccess'], [workflow.stateMachine]),
    allow(['states:DescribeExecution'], [workflow.executions]),
  ],
  'delivery:ask': ({ calls }) => [allow(['sqs:SendMessage'], [calls.queueArn])],
  'delivery:settle': ({ calls }) => [
    allow(['sqs:ChangeMessageVisibility'], [calls.queueArn]),
    allow(['sqs:SendMessage'], [calls.asideArn]),
  ],
  'events:publish': ({ eventBusArn }) => [allow(['events:PutEvents'], [eventBusArn])],
  // A presigned address has the rights of who signed it.
  'evidence:bundle': ({ bucketArn }) => [
    allow(['s3:PutObject', 's3:GetObject'], [`${bucketArn}/evidence/*`]),
    allow(['s3:GetObject'], [`${bucketArn}/roots/*`, ...certificates(bucketArn)]),
  ],
  'applicant:erase': ({ tableArn, bucketArn }) => [
    // Of the case: the entry that says so, its head, and its revisions without what was personal.
    allow(['dynamodb:PutItem'], [tableArn], inPartitions(['proposal#*', 'search#*'])),
    // Whether another case has what earlier cases did not have to themselves.
    allow(['dynamodb:Scan'], [tableArn]),
    allow(['dynamodb:Query'], [tableArn], inPartitions(['links#*', 'unsents#*'])),
    allow(['dynamodb:UpdateItem'], [tableArn], ofAttributesAlone(erasureAttributes)),
    allow(
      ['dynamodb:DeleteItem'],
      [tableArn],
      inPartitions(['link#*', 'links#*', 'search#*', 'unsent#*', 'unsents#*']),
    ),
    allow(
      ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      ['uploads', 'cases', 'evidence'].map((folder) => `${bucketArn}/${folder}/*`),
    ),
    // For copies of files whose proposal was not recorded.
    allow(['s3:ListBucket'], [bucketArn], { StringLike: { 's3:prefix': ['cases/*'] } }),
    allow(['s3:ListBucketVersions'], [bucketArn], {
      StringLike: { 's3:prefix': ['uploads/*', 'cases/*', 'evidence/*'] },
    }),
  ],
  'root:sign': ({ rootKeyArn }) => [signing(rootKeyArn), allow(['kms:GetPublicKey'], [rootKeyArn])],
  'root:keep': ({ bucketArn }) => [
    allow(['s3:PutObject', 's3:GetObject', 's3:PutObjectRetention'], [`${bucketArn}/roots/*`]),
    allow(['s3:GetObject'], certificates(bucketArn)),
    // Without it S3 answers 403 for a day without a root, or while there is no certificate yet.
    allow(['s3:ListBucket'], [bucketArn]),
  ],
  'contract:seal': ({ sealKeyArn, bucketArn }) => [
    signing(sealKeyArn),
    allow(['s3:GetObject'], [`${bucketArn}/${sealCertificateKey}`]),
  ],
}

function allow(
  actions: string[],
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement {
  return new PolicyStatement({ actions, resources: [...resources], conditions })
}

function certificates(bucketArn: string): string[] {
  return [sealCertificateKey, rootCertificateKey].map((key) => `${bucketArn}/${key}`)
}

function signing(keyArn: string): PolicyStatement {
  return allow(['kms:Sign'], [keyArn], {
    StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'RAW' },
  })
}

function inPartitions(partitions: readonly string[]): Conditions {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } }
}

function ofAttributesAlone(attributes: readonly string[]): Conditions {
  return {
    ...inPartitions(['proposal#*']),
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
  }
}

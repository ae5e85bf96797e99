import { type Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { rootCertificateKey, sealCertificateKey } from '#functions/adapters/files.ts'
import { uploadedFolders } from '#functions/adapters/malware.ts'
import type { FunctionSpec, Grant, Trigger } from '#functions/catalogue.ts'
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

/** Partitions, by the beginning of their key, that a function may put into, update and delete from. */
interface Writes {
  readonly put: readonly string[]
  readonly update?: readonly string[]
  readonly delete?: readonly string[]
  /** Attributes of effects and due times, which are updated in the case's own partition. */
  readonly marks?: readonly string[]
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

/** Who closes a round or moves a seat erases the drafts of it with the same transaction. */
const relaying: Writes = {
  put: ['proposal#*', 'link#*', 'links#*', 'sign-in#*'],
  update: ['figures#*', 'throttle#*'],
  delete: ['draft#*', 'sign-in#*'],
  marks: markAttributes,
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
const writes: Readonly<Record<Trigger['kind'], Writes>> = {
  http: {
    put: [
      'proposal#*',
      'link#*',
      'links#*',
      'request#*',
      'code#*',
      'contract#*',
      'draft#*',
      'search#*',
      'endpoint#*',
      'factor#*',
      'sessions#*',
      'sign-in#*',
      'unsent#*',
      'unsents#*',
    ],
    update: ['throttle#*', 'code#*'],
    delete: ['link#*', 'code#*', 'draft#*', 'sessions#*', 'factor#*', 'unsent#*'],
  },
  workflow: { put: ['proposal#*', 'contract#*'] },
  // A mail that came back for good passes its seat on, whose draft ends with that.
  'mail-feedback': { put: ['proposal#*'], delete: ['draft#*'], marks: reportAttributes },
  daily: { put: [] },
  deployment: { put: [] },
  stream: relaying,
  schedule: relaying,
  queue: { put: ['proposal#*', 'endpoint#*'], marks: markAttributes },
}

/** What a function of the catalogue may do; nothing else, and nothing by wildcard. */
export function statementsOf(
  { grants, trigger }: Pick<FunctionSpec, 'grants' | 'trigger'>,
  resources: GrantedResources,
): PolicyStatement[] {
  return grants.flatMap((grant) => statements[grant](resources, trigger.kind))
}

const statements: Readonly<
  Record<Grant, (resources: GrantedResources, trigger: Trigger['kind']) => PolicyStatement[]>
> = {
  'ledger:read': ({ tableArn, indexArns }) => [
    allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [tableArn]),
    allow(['dynamodb:Query'], indexArns),
  ],
  'ledger:append': ({ tableArn }, trigger) => {
    const { put, update = [], delete: remove = [], marks } = writes[trigger]
    return [
      allow(['dynamodb:PutItem'], [tableArn], inPartitions(put)),
      ...(update.length > 0 ? [allow(['dynamodb:UpdateItem'], [tableArn], inPartitions(update))] : []),
      ...(remove.length > 0 ? [allow(['dynamodb:DeleteItem'], [tableArn], inPartitions(remove))] : []),
      ...(marks === undefined ? [] : [allow(['dynamodb:UpdateItem'], [tableArn], ofAttributesAlone(marks))]),
    ]
  },
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
  'requests:count': ({ tableArn }) => [
    allow(['dynamodb:UpdateItem'], [tableArn], inPartitions(['throttle#*'])),
  ],
  'applicant:erase': ({ tableArn, bucketArn }) => [
    // Of the case: the entry that says so, its head, and its revisions without what was personal.
    allow(['dynamodb:PutItem'], [tableArn], inPartitions(['proposal#*', 'search#*'])),
    // Whether another case has what earlier cases did not have to themselves.
    allow(['dynamodb:Scan'], [tableArn]),
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

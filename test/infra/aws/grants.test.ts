import { describe, expect, it } from 'vitest'
import { catalogue, type FunctionName, type FunctionSpec, type Grant } from '#functions/catalogue.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { erasureAttributes, markAttributes, reportAttributes } from '#infra/aws/grants.ts'
import { allows, type Statement, statementsByRole, textOf } from './policies.ts'
import { type Synthesized, synthesized } from './synthesized.ts'
import { type tableWrites, touchesOf } from './table-touches.ts'

const stack = synthesized()
const byRole = statementsByRole(stack)
const specs = Object.entries(catalogue) as [FunctionName, FunctionSpec][]
const names = specs.map(([name]) => name)

function statementsFor(name: FunctionName): readonly Statement[] {
  return byRole.get(stack.functions.get(name)?.Role ?? '') ?? []
}

function writtenFiles(name: FunctionName): readonly string[] {
  return statementsFor(name)
    .filter((statement) => statement.Action.includes('s3:PutObject'))
    .flatMap((statement) => statement.Resource.map(textOf))
}

/** What a function may do beside its grants: write its log, and what its trigger needs. */
const log = ['logs:CreateLogStream', 'logs:PutLogEvents']
const queue = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']
const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (it) => `dynamodb:${it}`,
)
const trigger: Partial<Record<FunctionName, readonly string[]>> = {
  relay: [...stream, ...queue],
  'mail-feedback': queue,
  'call-finance': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
}

const actionsOf: Readonly<Record<Exclude<Grant, 'ledger:read' | 'ledger:append'>, readonly string[]>> = {
  'files:read': ['s3:GetObject', 's3:ListBucket'],
  'files:write': ['s3:PutObject'],
  'files:lock': ['s3:PutObjectRetention'],
  'mail:send': ['ses:SendEmail', 'ses:SendRawEmail'],
  'workflow:start': ['states:StartExecution'],
  'workflow:resume': ['states:DescribeExecution', 'states:SendTaskSuccess'],
  'events:publish': ['events:PutEvents'],
  'contract:seal': ['kms:Sign'],
  'root:sign': ['kms:Sign', 'kms:GetPublicKey'],
  'root:keep': ['s3:PutObject', 's3:GetObject', 's3:PutObjectRetention', 's3:ListBucket'],
  'evidence:bundle': ['s3:PutObject', 's3:GetObject'],
  'delivery:ask': ['sqs:SendMessage'],
  'delivery:settle': ['sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
  'applicant:erase': [
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Scan',
    'dynamodb:UpdateItem',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:ListBucket',
    's3:ListBucketVersions',
  ],
}

/** What becomes of rows: what may be put and so on is told by the snapshot, and by what the adapters write. */
const rowActions = new Set(
  ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map((it) => `dynamodb:${it}`),
)

describe('grants', () => {
  it.each(specs)('%s may do what the catalogue grants and nothing else', (name, spec) => {
    const granted = spec.grants.flatMap((grant) =>
      grant === 'ledger:read' || grant === 'ledger:append' ? [] : actionsOf[grant],
    )
    const touching = spec.grants.some((grant) => grant.startsWith('ledger:'))
    const actions = new Set(
      statementsFor(name)
        .flatMap((statement) => statement.Action)
        .filter((action) => !rowActions.has(action) || !touching || granted.includes(action)),
    )
    const reading = spec.secrets === undefined ? [] : ['secretsmanager:GetSecretValue']
    const expected = new Set([...granted, ...reading, ...log, ...(trigger[name] ?? [])])
    expect([...actions].sort()).toEqual([...expected].sort())
  })

  it('come from policies of the stack alone, and no two functions share a role', () => {
    for (const { Properties } of stack.ofType('AWS::IAM::Role').values()) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns')
      expect(Properties).not.toHaveProperty('Policies')
    }
    const roles = new Set([...stack.functions.values()].map(({ Role }) => Role))
    expect(roles.size).toBe(names.length)
  })

  it('name every action in full', () => {
    const actions = [...byRole.values()].flat().flatMap((statement) => statement.Action)
    expect(actions.length).toBeGreaterThan(names.length)
    expect(actions.filter((action) => !/^[a-z0-9]+:[A-Za-z]+$/.test(action))).toEqual([])
  })

  it('name every resource, except where AWS knows none or the name is made later', () => {
    const reasons = [
      // Step Functions delivers logs through an interface of CloudWatch that knows no resource.
      /^logs:(?:\w+LogDelivery|\w+LogDeliveries|\w+ResourcePolic\w+|DescribeLogGroups) \*$/,
      // The one action of a stream that knows none.
      /^dynamodb:ListStreams \*$/,
      // Files are made while the system runs; the first word of their keys says what they are.
      /^s3:(?:Get|Put)Object(?:Retention)? <Files\w+\.Arn>\/(?:incoming|uploads|cases|cases\/\*\/attachments|terms|evidence|roots)\/\*$/,
      // Erased are uploads, papers of contracts that never came into force, and bundles.
      /^s3:DeleteObject(?:Version)? <Files\w+\.Arn>\/(?:uploads|cases|evidence)\/\*$/,
      // So are executions, of this machine alone.
      /^states:DescribeExecution arn::states:::execution:tasvib-test:\*$/,
    ]
    const wild = [...byRole.values()].flat().flatMap((statement) =>
      statement.Resource.map(textOf)
        .filter((resource) => resource.includes('*'))
        .flatMap((resource) => statement.Action.map((action) => `${action} ${resource}`)),
    )
    expect(wild.length).toBeGreaterThan(0)
    expect(wild.filter((found) => !reasons.some((reason) => reason.test(found)))).toEqual([])
  })

  it('let mail go out from the one sender, by its own identity', () => {
    const sending = statementsFor('sign').find((statement) => statement.Action.includes('ses:SendEmail'))
    expect(sending?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': ['no-reply@city.example'] } })
    expect(sending?.Resource.map(textOf).sort()).toEqual([
      'arn::ses:::configuration-set/tasvib-test',
      expect.stringMatching(/^arn::ses:::identity\/<MailDomain\w+>$/),
    ])
  })

  it('let cases start by the alias alone', () => {
    const starting = statementsFor('relay').find((it) => it.Action.includes('states:StartExecution'))
    expect(starting?.Condition).toEqual({ StringEquals: { 'states:StateMachineQualifier': ['live'] } })
  })

  it("let the public's side write uploads, a case's attachments and accepted terms, and never a contract", () => {
    expect(writtenFiles('submit')).toEqual([
      expect.stringMatching(/\/cases\/\*\/attachments\/\*$/),
      expect.stringMatching(/\/incoming\/\*$/),
      expect.stringMatching(/\/terms\/\*$/),
    ])
    expect(writtenFiles('seal-contract')).toEqual([expect.stringMatching(/\/cases\/\*$/)])
  })
})

/** The secrets that each function may read. */
function readers(of: Synthesized): Record<string, readonly string[]> {
  const all = [...of.functions].map(([name, { Role }]) => {
    const reading = (statementsByRole(of).get(Role) ?? []).filter(({ Action }) =>
      Action.includes('secretsmanager:GetSecretValue'),
    )
    // Without what the CDK adds to make a name unique.
    const names = reading.flatMap(({ Resource }) => Resource.map(textOf)).map((arn) => arn.slice(1, -9))
    return [name, names.sort()] as const
  })
  return Object.fromEntries(all.filter(([, names]) => names.length > 0))
}

describe('a secret', () => {
  it('is read by the functions that need it and by no other, each of exactly its own', () => {
    expect(readers(stack)).toEqual({
      board: ['CodeKey'],
      sign: ['CodeKey'],
      finance: ['CodeKey'],
      'call-finance': ['WebhookSecret'],
    })
    const certificate = { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }
    const edge = synthesized(
      { edge: true, domain: { name: 'city.example', certificate } },
      { webAclArn: 'arn:aws:wafv2:us-east-1:1:acl' },
    )
    const answering = specs.filter(([, { trigger }]) => trigger.kind === 'http').map(([name]) => name)
    expect(readers(edge)).toEqual({
      ...Object.fromEntries(answering.map((name) => [name, ['EdgeOriginSecret']])),
      board: ['CodeKey', 'EdgeOriginSecret'],
      sign: ['CodeKey', 'EdgeOriginSecret'],
      finance: ['CodeKey', 'EdgeOriginSecret'],
      'call-finance': ['WebhookSecret'],
    })
  })
})

describe('the keys of seal and daily root', () => {
  it('are two, each used by the one function that it is for, in the one way that it is meant for', () => {
    const signing = [...byRole.values()]
      .flat()
      .filter((it) => it.Action.some((action) => action.startsWith('kms:') && action !== 'kms:GetPublicKey'))
    const signers = names.filter((name) => statementsFor(name).some((it) => signing.includes(it)))
    expect(signers.sort()).toEqual(['ledger-root', 'seal-contract'])
    expect(signing).toHaveLength(2)
    expect(new Set(signing.flatMap(({ Resource }) => Resource.map(textOf))).size).toBe(2)
    for (const statement of signing)
      expect(statement).toMatchObject({
        Action: ['kms:Sign'],
        Condition: {
          StringEquals: { 'kms:SigningAlgorithm': ['ECDSA_SHA_256'], 'kms:MessageType': ['RAW'] },
        },
      })
    for (const { Properties } of stack.ofType('AWS::KMS::Key').values())
      expect(Properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' })
  })
})

function may(action: string, partition: string): readonly FunctionName[] {
  return names.filter((name) => allows(statementsFor(name), { action, partition, attributes: ['PK', 'SK'] }))
}

describe('the ledger', () => {
  const reference = 'TSV-1404-7F3K2'
  const entry = keys.entry(reference, 1)
  const ofEntry = { partition: entry.PK.S, attributes: ['PK', 'SK', 'body'] }

  it.each(names)('keeps its entries whatever %s does', (name) => {
    const statements = statementsFor(name).filter((it) =>
      it.Action.some((action) => action.startsWith('dynamodb:')),
    )
    expect(allows(statements, { action: 'dynamodb:DeleteItem', ...ofEntry })).toBe(false)
    // To erase what stands beside an entry is what retention is for; its schedule alone calls it.
    expect(allows(statements, { action: 'dynamodb:UpdateItem', ...ofEntry })).toBe(name === 'retention')
    expect(allows(statements, { action: 'dynamodb:BatchWriteItem', ...ofEntry })).toBe(false)
  })

  it('may not be updated at all by whoever answers requests', () => {
    const answering = specs.filter(([, spec]) => spec.trigger.kind === 'http')
    expect(answering.length).toBeGreaterThan(5)
    for (const [name] of answering) {
      const effect = { partition: entry.PK.S, attributes: ['PK', 'SK', 'done'] }
      expect(allows(statementsFor(name), { action: 'dynamodb:UpdateItem', ...effect })).toBe(false)
    }
  })

  const asked: readonly [FunctionName, readonly (keyof typeof tableWrites)[]][] = [
    ['submit', ['append', 'appendSubmission', 'throttle', 'issueLink', 'unsentForms']],
    ['track', ['append', 'appendRoundEnd', 'appendSubmission', 'throttle']],
    ['review', ['append', 'appendRoundEnd', 'drafts']],
    ['sign', ['append', 'appendSignature', 'codes', 'throttle']],
    ['finance', ['append', 'appendContract', 'appendSignature', 'codes', 'throttle']],
    ['terms', ['append']],
    ['call-finance', ['append', 'appendEndpoint', 'effects']],
    ['board', ['append', 'appendRoundEnd', 'appendEndpoint', 'sessions', 'consumeLink', 'throttle']],
    ['await-step', ['append', 'wait']],
    ['public', ['throttle']],
    ['draw-up-contract', ['append', 'appendContract']],
    ['seal-contract', ['append', 'appendContract']],
    ['relay', ['append', 'appendRoundEnd', 'effects', 'issueLink', 'figures', 'throttle']],
    ['clock', ['append', 'appendRoundEnd', 'effects', 'issueLink', 'reschedule', 'figures', 'throttle']],
    ['mail-feedback', ['append', 'appendRoundEnd', 'reports', 'reschedule']],
    ['retention', ['append', 'erasure', 'reschedule']],
  ]

  it.each(asked)('lets %s write what its adapters write: %s', async (name, kinds) => {
    for (const kind of kinds) {
      const touches = await touchesOf(kind)
      expect(touches.length).toBeGreaterThan(0)
      for (const touch of touches) {
        expect({ kind, touch, allowed: allows(statementsFor(name), touch) }).toMatchObject({ allowed: true })
      }
    }
  })

  it('lets nobody put a link but who sends or enters by one, and none but the board touch its sessions', () => {
    expect(may('dynamodb:PutItem', 'link#abc')).toEqual(['submit', 'board', 'terms', 'relay', 'clock'])
    expect(may('dynamodb:DeleteItem', 'link#abc')).toEqual(['board', 'retention'])
    for (const action of ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'])
      expect(may(action, 'sessions#abc')).toEqual(['board'])
    expect(may('dynamodb:GetItem', 'code#abc')).toEqual(['sign', 'finance', 'board'])
    expect(may('dynamodb:GetItem', 'link#abc')).not.toContain('public')
    expect(may('dynamodb:GetItem', 'contract#abc')).toEqual(['public'])
    expect(may('dynamodb:GetItem', 'draft#abc')).toEqual(['review'])
    expect(may('dynamodb:GetItem', 'request#abc')).toEqual(['submit', 'track'])
  })

  it('gives none of its lists to whoever serves the public alone', () => {
    const listing = names.filter((name) =>
      statementsFor(name).some(({ Resource }) => Resource.map(textOf).some((arn) => arn.includes('/index/'))),
    )
    expect(listing).toEqual(['board', 'relay', 'clock', 'ledger-root', 'retention'])
  })

  it('is closed to whoever shows contracts to the public', async () => {
    for (const kind of ['append', 'appendContract', 'issueLink', 'consumeLink', 'codes'] as const) {
      for (const touch of await touchesOf(kind)) {
        expect(allows(statementsFor('public'), touch)).toBe(false)
      }
    }
  })

  it('lets effects and due times be updated by the attributes that they have, and by no others', async () => {
    const touches = [...(await touchesOf('effects')), ...(await touchesOf('reschedule'))]
    const attributes = new Set(touches.flatMap((touch) => touch.attributes))
    expect([...attributes].sort()).toEqual([...markAttributes].sort())
  })

  it('lets an erasure change the attributes that it has, and neither what is done nor who waits', async () => {
    const touches = [...(await touchesOf('erasure')), ...(await touchesOf('reschedule'))]
    const updates = touches.filter(({ action }) => action === 'dynamodb:UpdateItem')
    expect([...new Set(updates.flatMap(({ attributes }) => attributes))].sort()).toEqual(
      [...erasureAttributes].sort(),
    )
    const done = { partition: entry.PK.S, attributes: ['PK', 'SK', 'done'] }
    expect(allows(statementsFor('retention'), { action: 'dynamodb:UpdateItem', ...done })).toBe(false)
    const draft = { partition: `draft#${reference}`, attributes: ['PK', 'SK'] }
    expect(allows(statementsFor('retention'), { action: 'dynamodb:DeleteItem', ...draft })).toBe(false)
  })

  it('lets what became of a mail be kept in the attributes for it, and nothing be marked as done by that', async () => {
    const touches = [...(await touchesOf('reports')), ...(await touchesOf('reschedule'))]
    const attributes = new Set(touches.flatMap((touch) => touch.attributes))
    expect([...attributes].sort()).toEqual([...reportAttributes].sort())
    const done = { partition: entry.PK.S, attributes: ['PK', 'SK', 'done'] }
    expect(allows(statementsFor('mail-feedback'), { action: 'dynamodb:UpdateItem', ...done })).toBe(false)
  })
})

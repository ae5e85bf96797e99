import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import type { Code, Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Secret as KeptSecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import {
  catalogue,
  type FunctionName,
  type FunctionSpec,
  placeholderOf,
  type Secret,
  type Setting,
} from '#functions/catalogue.ts'
import { paths } from '#functions/paths.ts'
import { tableDefinition } from '#functions/shared/aws/dynamo/table-definition.ts'
import { isTypesetter, typesetterEnvironment } from '#infra/aws/bundling/typesetting.ts'
import { createRootKey, createSealKey } from '#infra/aws/seal/seal-key.ts'
import { acknowledgeFindings } from './acknowledged-findings.ts'
import { createAlarms } from './alarms.ts'
import { CallQueue } from './call-queue.ts'
import { createBucket } from './case-files.ts'
import { CaseMail } from './case-mail.ts'
import { createTable } from './case-table.ts'
import { CaseWorkflow, workflowArns } from './case-workflow.ts'
import { CatalogueFunction } from './catalogue-function.ts'
import { createDashboard } from './dashboard.ts'
import type { Deployment } from './deployment.ts'
import { sendFirstMessage } from './first-message.ts'
import { type GrantedResources, readingOf, statementsOf } from './grants.ts'
import { scanUploads } from './malware-scan.ts'
import { CaseMetrics } from './metrics.ts'
import { PublicApi } from './public-api.ts'
import { PublicEdge } from './public-edge.ts'
import { siteFolder } from './site-assets.ts'
import { callDaily, keepFailures, relayEntries, wakeEachMinute } from './triggers.ts'

export interface TasvibStackProps extends StackProps {
  readonly deployment: Deployment
  /** A function's bundle. */
  readonly code: (name: FunctionName) => Code
  /** The firewall's, where CloudFront stands in front. */
  readonly webAclArn?: string
}

const withoutEdge = [
  'Production stands without `edge`: no firewall counts the requests of one address. The functions refuse an address that asks for',
  'more than its share, but the gateway counts refused requests too, so that one machine with a fast line can use up a route for',
  'everybody. CloudFront with the firewall costs about 8 USD a month, and then by use.',
  'To turn it on: -c domain=<name> -c certificateArn=<ARN of a certificate in us-east-1> -c edge=true (docs/operations.md).',
].join(' ')

interface Front {
  readonly api: PublicApi
  /** Where the public reaches the pages, without a slash at the end. */
  readonly publicUrl: string
  /** Where that lies with which CloudFront proves itself, where it stands in front. */
  readonly originSecretArn: string | undefined
}

/** All of Tasvib for one city in one account and region, as the catalogue of functions says. */
export class TasvibStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, code, webAclArn, ...props }: TasvibStackProps) {
    // In production whoever means to delete it switches this off first.
    super(scope, id, { terminationProtection: deployment.stage === 'prod', ...props })
    const { stage, programme, mailFrom, mailIdentity, mailRedirect, tracing } = deployment
    const name = this.stackName
    const { api, ...front } = this.front(deployment, webAclArn)
    const table = createTable(this, { stage })
    const bucket = createBucket(this, { stage, publicUrl: front.publicUrl })
    const eventBus = new EventBus(this, 'Events', { eventBusName: name })
    const mail = new CaseMail(this, 'Mail', { name, from: mailFrom, mailIdentity })
    const workflow = workflowArns(this, name)
    const codeKey = new KeptSecret(this, 'CodeKey', {
      description: 'The key under which signing codes are kept',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    })
    const sealKey = createSealKey(this, { stage })
    const rootKey = createRootKey(this, { stage })
    const calls = new CallQueue(this, 'FinanceCalls')
    const webhookSecret = new KeptSecret(this, 'WebhookSecret', {
      description: "Signs the calls to finance's own system; as finance gets it, whsec_ stands before it",
      // Letters and digits alone are base64, and 44 of them are 33 bytes.
      generateSecretString: { passwordLength: 44, excludePunctuation: true },
    })
    const settings: Readonly<Record<Setting, string>> = {
      TABLE_NAME: table.tableName,
      BUCKET_NAME: bucket.bucketName,
      PUBLIC_URL: front.publicUrl,
      PROGRAMME: programme,
      MAIL_FROM: mailFrom,
      STATE_MACHINE_ARN: workflow.alias,
      EVENT_BUS_NAME: eventBus.eventBusName,
      SEAL_KEY_ID: sealKey.keyArn,
      ROOT_KEY_ID: rootKey.keyArn,
      SITE_ASSETS: siteFolder,
      DELIVERY_QUEUE_URL: calls.queue.queueUrl,
      DELIVERY_ASIDE_URL: calls.aside.queueUrl,
    }
    const secrets: Readonly<Record<Secret, string | undefined>> = {
      CODE_KEY: codeKey.secretArn,
      WEBHOOK_SECRET: webhookSecret.secretArn,
      ORIGIN_SECRET: front.originSecretArn,
    }
    const resources: GrantedResources = {
      tableArn: table.tableArn,
      indexArns: tableDefinition.indexes.map((index) => `${table.tableArn}/index/${index.name}`),
      bucketArn: bucket.bucketArn,
      scansUploads: deployment.malwareScan,
      mailArns: mail.sendingArns,
      mailFrom,
      workflow,
      eventBusArn: eventBus.eventBusArn,
      sealKeyArn: sealKey.keyArn,
      rootKeyArn: rootKey.keyArn,
      calls: { queueArn: calls.queue.queueArn, asideArn: calls.aside.queueArn },
    }

    const { functions, logGroups } = this.functions({
      settings,
      secrets,
      resources,
      deployment,
      code,
      mailEnvironment: {
        MAIL_CONFIGURATION_SET: mail.configurationSet,
        ...(mailRedirect !== undefined ? { MAIL_REDIRECT: mailRedirect } : {}),
      },
    })
    for (const [called, { trigger }] of specs()) {
      if (trigger.kind === 'http') api.route(trigger, functions[called])
    }
    const { stateMachine } = new CaseWorkflow(this, 'Workflow', {
      name,
      stage,
      tracing,
      tasks: new Map(
        specs().flatMap(([task, { trigger }]) =>
          trigger.kind === 'workflow' ? [[task, functions[task]]] : [],
        ),
      ),
    })
    mail.reportTo(functions['mail-feedback'])
    wakeEachMinute(functions.clock)
    callDaily(functions['ledger-root'])
    callDaily(functions.retention)
    calls.feed(functions['call-finance'])
    const aside = {
      entries: relayEntries(functions.relay, table),
      feedback: keepFailures(functions['mail-feedback']),
      calls: calls.aside,
    }
    const metrics = new CaseMetrics(this, 'Metrics', {
      namespace: `Tasvib/${name}`,
      logs: logGroups,
    })
    const { alarms, topic } = createAlarms(this, {
      email: deployment.alarmEmail,
      stateMachine,
      api: api.api,
      metrics,
      relay: functions.relay,
      clock: functions.clock,
      root: functions['ledger-root'],
      retention: functions.retention,
      aside,
    })
    if (deployment.malwareScan) scanUploads(this, { bucket, topic, record: functions['mail-feedback'] })
    createDashboard(this, { metrics, alarms, api: api.api, stateMachine })

    this.output('PublicUrl', front.publicUrl)
    this.output('BoardUrl', `${front.publicUrl}${paths.board()}`)
    this.output('ApiUrl', api.url)
    this.output('TableName', table.tableName)
    this.output('StateMachine', workflow.alias)
    this.output('BucketName', bucket.bucketName)
    this.output('SealKeyArn', sealKey.keyArn)
    this.output('RootKeyArn', rootKey.keyArn)
    this.output('WebhookSecretArn', webhookSecret.secretArn)
    this.output('Programme', programme)
    this.output('MailFrom', mailFrom)
    if (mailRedirect !== undefined) this.output('MailRedirect', mailRedirect)
    this.output('EventBus', eventBus.eventBusName)
    this.output('CallQueue', calls.queue.queueUrl)
    if (mail.byHand !== undefined) this.output('MailByHand', mail.byHand)
    this.output('FirstMessage', sendFirstMessage(this, functions['first-message'], mail))
    acknowledgeFindings(this, deployment)
  }

  private output(id: string, value: string): CfnOutput {
    return new CfnOutput(this, id, { value })
  }

  /** The API, what stands in front of it, and where the public reaches it. */
  private front(deployment: Deployment, webAclArn: string | undefined): Front {
    const { domain } = deployment
    const api = new PublicApi(this, 'Public', { name: this.stackName, ...deployment })
    const publicUrl = domain === undefined ? (deployment.publicUrl ?? api.url) : `https://${domain.name}`
    if (api.dnsTarget !== undefined) this.output('DnsTarget', api.dnsTarget)
    if (domain === undefined || webAclArn === undefined) {
      if (deployment.stage === 'prod') Annotations.of(this).addWarningV2('tasvib:no-edge', withoutEdge)
      return { api, publicUrl, originSecretArn: undefined }
    }
    const edge = new PublicEdge(this, 'Edge', { domain, apiUrl: api.url, webAclArn })
    this.output('DnsTarget', edge.dnsTarget)
    return { api, publicUrl, originSecretArn: edge.originSecretArn }
  }

  private functions({
    settings,
    secrets,
    resources,
    deployment: { stage, malwareScan, tracing, lockYears },
    code,
    mailEnvironment,
  }: {
    readonly settings: Readonly<Record<Setting, string>>
    /** Where each lies that there is. */
    readonly secrets: Readonly<Record<Secret, string | undefined>>
    readonly resources: GrantedResources
    readonly deployment: Deployment
    /** Of functions that send mail. */
    readonly mailEnvironment: Readonly<Record<string, string>>
    readonly code: TasvibStackProps['code']
  }): {
    readonly functions: Readonly<Record<FunctionName, Lambda>>
    readonly logGroups: Readonly<Record<FunctionName, LogGroup>>
  } {
    const created = specs().map(([name, spec]) => {
      const answers = spec.trigger.kind === 'http'
      const own = secretsOf(spec).flatMap((secret) =>
        secrets[secret] === undefined ? [] : [[`${secret}_ARN`, secrets[secret]] as const],
      )
      const one = new CatalogueFunction(this, placeholderOf(name), {
        name,
        spec,
        stage,
        tracing,
        code: code(name),
        environment: {
          ...Object.fromEntries(spec.settings.map((setting) => [setting, settings[setting]])),
          ...(isTypesetter(name) ? typesetterEnvironment : {}),
          ...(answers ? { ADDRESS_LIMIT: '1' } : {}),
          ...Object.fromEntries(own),
          ...(spec.settings.includes('MAIL_FROM') ? mailEnvironment : {}),
          ...(malwareScan && spec.settings.includes('BUCKET_NAME') ? { MALWARE_SCAN: '1' } : {}),
          ...(lockYears > 0 && isLocking(spec) ? { LOCK_YEARS: String(lockYears) } : {}),
        },
        statements: [...statementsOf(spec, resources), ...readingOf(own.map(([, arn]) => arn))],
      })
      return [name, one] as const
    })
    const each = <T>(of: (one: CatalogueFunction) => T) =>
      Object.fromEntries(created.map(([name, one]) => [name, of(one)])) as Record<FunctionName, T>
    return { functions: each((one) => one.function), logGroups: each((one) => one.logGroup) }
  }
}

function specs(): [FunctionName, FunctionSpec][] {
  return Object.entries(catalogue) as [FunctionName, FunctionSpec][]
}

/** The secrets that a function reads, where there are such. */
function secretsOf({ secrets = [], trigger }: FunctionSpec): readonly Secret[] {
  return trigger.kind === 'http' ? [...secrets, 'ORIGIN_SECRET'] : secrets
}

/** Whether a function keeps what nobody may change for years. */
function isLocking({ grants }: FunctionSpec): boolean {
  return grants.includes('files:lock') || grants.includes('root:keep')
}

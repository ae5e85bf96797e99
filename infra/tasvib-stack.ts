import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import type { Code, Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { tableDefinition } from '#functions/adapters/dynamo/table-definition.ts'
import {
  catalogue,
  type FunctionName,
  type FunctionSpec,
  placeholderOf,
  type Setting,
} from '#functions/catalogue.ts'
import { createAlarms } from './alarms.ts'
import { isTypesetter, typesetterEnvironment } from './bundling/typesetting.ts'
import { createBucket } from './case-files.ts'
import { CaseMail } from './case-mail.ts'
import { createTable } from './case-table.ts'
import { CaseWorkflow, workflowArns } from './case-workflow.ts'
import { CatalogueFunction } from './catalogue-function.ts'
import type { Deployment } from './deployment.ts'
import { type GrantedResources, statementsOf } from './grants.ts'
import { PublicApi } from './public-api.ts'
import { createSealKey } from './seal/seal-key.ts'
import { siteFolder } from './site-assets.ts'
import { keepFailures, relayEntries, wakeEachMinute } from './triggers.ts'

export interface TasvibStackProps extends StackProps {
  readonly deployment: Deployment
  /** A function's bundle. */
  readonly code: (name: FunctionName) => Code
}

/** All of Tasvib for one city in one account and region, as the catalogue of functions says. */
export class TasvibStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, code, ...props }: TasvibStackProps) {
    super(scope, id, props)
    const { stage, programme, mailFrom } = deployment
    const name = this.stackName
    const { api, ...front } = this.front(deployment)
    const table = createTable(this, { stage })
    const bucket = createBucket(this, { stage, publicUrl: front.publicUrl })
    const eventBus = new EventBus(this, 'Events', { eventBusName: name })
    const mail = new CaseMail(this, 'Mail', { name, from: mailFrom })
    const workflow = workflowArns(this, name)
    const codeKey = new Secret(this, 'CodeKey', {
      description: 'The key under which signing codes are kept',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    })
    const sealKey = createSealKey(this, { stage })
    const settings: Readonly<Record<Setting, string>> = {
      TABLE_NAME: table.tableName,
      BUCKET_NAME: bucket.bucketName,
      PUBLIC_URL: front.publicUrl,
      PROGRAMME: programme,
      MAIL_FROM: mailFrom,
      STATE_MACHINE_ARN: workflow.alias,
      EVENT_BUS_NAME: eventBus.eventBusName,
      // Resolved when the function is deployed; the template holds a reference and no secret.
      SEAL_KEY_ID: sealKey.keyArn,
      SITE_ASSETS: siteFolder,
      CODE_KEY: codeKey.secretValue.unsafeUnwrap(),
    }
    const resources: GrantedResources = {
      tableArn: table.tableArn,
      indexArns: tableDefinition.indexes.map((index) => `${table.tableArn}/index/${index.name}`),
      bucketArn: bucket.bucketArn,
      mailArns: mail.sendingArns,
      mailFrom,
      workflow,
      eventBusArn: eventBus.eventBusArn,
      sealKeyArn: sealKey.keyArn,
    }

    const functions = this.functions({ settings, resources, stage, code })
    for (const [called, { trigger }] of specs()) {
      if (trigger.kind === 'http') api.route(trigger.routes, functions[called])
    }
    const { stateMachine } = new CaseWorkflow(this, 'Workflow', {
      name,
      stage,
      tasks: new Map(
        specs().flatMap(([task, { trigger }]) =>
          trigger.kind === 'workflow' ? [[task, functions[task]]] : [],
        ),
      ),
    })
    mail.reportTo(functions['mail-feedback'])
    wakeEachMinute(functions.clock)
    const aside = {
      entries: relayEntries(functions.relay, table),
      feedback: keepFailures(functions['mail-feedback']),
    }
    createAlarms(this, {
      email: deployment.alarmEmail,
      stateMachine,
      api: api.api,
      relay: functions.relay,
      clock: functions.clock,
      aside,
    })

    this.output('PublicUrl', front.publicUrl)
    this.output('ApiUrl', api.url)
    this.output('TableName', table.tableName)
    this.output('StateMachine', workflow.alias)
    this.output('BucketName', bucket.bucketName)
    this.output('SealKeyArn', sealKey.keyArn)
    this.output('DkimRecords', mail.dkimRecords)
  }

  private output(id: string, value: string): CfnOutput {
    return new CfnOutput(this, id, { value })
  }

  /** The API, and where the public reaches it. */
  private front({ stage, publicUrl }: Deployment): { readonly api: PublicApi; readonly publicUrl: string } {
    const api = new PublicApi(this, 'Public', { name: this.stackName, stage })
    return { api, publicUrl: publicUrl ?? api.url }
  }

  private functions({
    settings,
    resources,
    stage,
    code,
  }: {
    readonly settings: Readonly<Record<Setting, string>>
    readonly resources: GrantedResources
    readonly stage: Deployment['stage']
    readonly code: TasvibStackProps['code']
  }): Readonly<Record<FunctionName, Lambda>> {
    const created = specs().map(([name, spec]) => {
      const { function: lambda } = new CatalogueFunction(this, placeholderOf(name), {
        name,
        spec,
        stage,
        code: code(name),
        environment: {
          ...Object.fromEntries(spec.settings.map((setting) => [setting, settings[setting]])),
          ...(isTypesetter(name) ? typesetterEnvironment : {}),
        },
        statements: statementsOf(spec, resources),
      })
      return [name, lambda] as const
    })
    return Object.fromEntries(created) as Record<FunctionName, Lambda>
  }
}

function specs(): [FunctionName, FunctionSpec][] {
  return Object.entries(catalogue) as [FunctionName, FunctionSpec][]
}

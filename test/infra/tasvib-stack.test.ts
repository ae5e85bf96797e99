import { readFileSync } from 'node:fs'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { catalogue, type FunctionName, type FunctionSpec, placeholderOf } from '#functions/catalogue.ts'
import { textOf } from './policies.ts'
import { synthesized } from './synthesized.ts'

const dev = synthesized()
const prod = synthesized({
  stage: 'prod',
  publicUrl: 'https://proposals.city.example',
  alarmEmail: 'operators@city.example',
})
const specs = Object.entries(catalogue) as [FunctionName, FunctionSpec][]

describe('functions', () => {
  it('are those of the catalogue and no others', () => {
    expect([...dev.functions.keys()].sort()).toEqual(specs.map(([name]) => name).sort())
  })

  it.each(specs)('%s runs as the catalogue says', (name, spec) => {
    expect(dev.functions.get(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: [spec.architecture],
      Timeout: spec.timeout,
      MemorySize: spec.memory,
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    })
  })

  it.each(specs)('%s gets the settings that it reads and no others', (name, spec) => {
    const own = spec.architecture === 'x86_64' ? ['TYPESETTER_ASSETS'] : []
    const given = Object.keys(dev.functions.get(name)?.Environment.Variables ?? {})
    expect(given.sort()).toEqual([...spec.settings, ...own].sort())
  })

  it('start cases by the alias, under the public address that was configured', () => {
    const { STATE_MACHINE_ARN, PUBLIC_URL } = prod.functions.get('relay')?.Environment.Variables ?? {}
    expect(JSON.stringify(STATE_MACHINE_ARN)).toContain(':stateMachine:tasvib-test:live')
    expect(PUBLIC_URL).toBe('https://proposals.city.example')
  })

  it('get the key of the codes by reference, not in the template', () => {
    const key = JSON.stringify(dev.functions.get('sign')?.Environment.Variables['CODE_KEY'])
    expect(key).toMatch(/\{\{resolve:secretsmanager:.*:SecretString:::\}\}/)
    expect(
      dev.matching('AWS::SecretsManager::Secret', {
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
      }),
    ).toHaveLength(1)
  })

  it('write logs that end', () => {
    const retentions = [...prod.ofType('AWS::Logs::LogGroup').values()].map(
      (log) => log.Properties['RetentionInDays'],
    )
    expect(retentions).toHaveLength(specs.length + 2)
    expect(new Set(retentions)).toEqual(new Set([180]))
  })
})

describe('the HTTP API', () => {
  it('has every route of the catalogue, HEAD beside each GET, and nothing else', () => {
    const wanted = specs.flatMap(([, { trigger }]) => (trigger.kind === 'http' ? trigger.routes : []))
    const heads = wanted
      .filter((route) => route.startsWith('GET '))
      .map((route) => route.replace('GET', 'HEAD'))
    const routes = [...dev.ofType('AWS::ApiGatewayV2::Route').values()].map((route) =>
      String(route.Properties['RouteKey']),
    )
    expect(routes.sort()).toEqual([...wanted, ...heads].sort())
  })

  it('leads each route to its function', () => {
    const integrations = dev.ofType('AWS::ApiGatewayV2::Integration')
    const leadsTo = new Map(
      [...dev.ofType('AWS::ApiGatewayV2::Route').values()].map(({ Properties }) => {
        const integration = textOf(Properties['Target']).replace(/^integrations\/<(.+)>$/, '$1')
        const called = integrations.get(integration)?.Properties['IntegrationUri']
        return [Properties['RouteKey'], textOf(called)]
      }),
    )
    for (const [name, { trigger }] of specs) {
      const routes = trigger.kind === 'http' ? trigger.routes : []
      for (const route of routes) {
        expect(leadsTo.get(route)).toBe(`<${dev.functions.get(name)?.logicalId}.Arn>`)
      }
    }
  })

  it('throttles, and logs the route but never the path, the address or the query', () => {
    const { DefaultRouteSettings, AccessLogSettings } = dev.only('AWS::ApiGatewayV2::Stage').Properties
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 })
    const { Format } = AccessLogSettings as { Format: string }
    expect(Object.values(JSON.parse(Format) as Record<string, string>)).toEqual([
      '$context.requestId',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
    ])
  })
})

describe('the workflow', () => {
  const file = new URL('../../workflows/proposal.asl.json', import.meta.url)
  const machine = dev.only('AWS::StepFunctions::StateMachine').Properties

  it('is told every function that its file names', () => {
    const named = [...readFileSync(file, 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name)
    const tasks = specs.filter(([, { trigger }]) => trigger.kind === 'workflow')
    const expected = new Map(
      tasks.map(([name]) => [
        placeholderOf(name),
        { 'Fn::GetAtt': [dev.functions.get(name)?.logicalId, 'Arn'] },
      ]),
    )
    expect(machine['DefinitionSubstitutions']).toEqual(Object.fromEntries(expected))
    expect(new Set(named)).toEqual(new Set(expected.keys()))
  })

  it('logs failures without payloads, since payloads hold task tokens', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: false },
    })
  })

  it('is published as a version for each revision, to which the alias moves', () => {
    const [[versionId, version] = []] = dev.ofType('AWS::StepFunctions::StateMachineVersion')
    expect(version).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(JSON.stringify(version?.Properties['StateMachineRevisionId'])).toContain('StateMachineRevisionId')
    expect(dev.only('AWS::StepFunctions::StateMachineAlias').Properties).toEqual({
      Name: 'live',
      RoutingConfiguration: [{ StateMachineVersionArn: { 'Fn::GetAtt': [versionId, 'Arn'] }, Weight: 100 }],
    })
  })
})

describe('what calls functions', () => {
  it('gives new entries alone to the relay, with bounded retries and a place for what fails', () => {
    const { Properties } = dev.only('AWS::Lambda::EventSourceMapping')
    expect(Properties).toMatchObject({
      FunctionName: { Ref: dev.functions.get('relay')?.logicalId },
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 4,
      MaximumRecordAgeInSeconds: 600,
    })
    expect(Properties['FilterCriteria']).toEqual({
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT'],
            dynamodb: { Keys: { SK: { S: [{ prefix: 'entry#' }] } } },
          }),
        },
      ],
    })
    const aside = /RelayFunctionAside\w+/.exec(JSON.stringify(Properties['DestinationConfig']))?.[0]
    expect([...dev.ofType('AWS::SQS::Queue').keys()]).toContain(aside)
  })

  it('wakes the clock each minute and does not repeat a call that failed', () => {
    expect(
      dev.matching('AWS::Events::Rule', {
        ScheduleExpression: 'rate(1 minute)',
        Targets: [Match.objectLike({ RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 0 }) })],
      }),
    ).toHaveLength(1)
  })

  it('reports deliveries, bounces and complaints of its own mail, and tracks neither opens nor clicks', () => {
    expect(
      dev.only('AWS::SES::ConfigurationSetEventDestination').Properties['EventDestination'],
    ).toMatchObject({
      MatchingEventTypes: ['delivery', 'bounce', 'complaint'],
    })
    expect(
      dev.matching('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.ses'],
          detail: {
            eventType: ['Delivery', 'Bounce', 'Complaint'],
            mail: { tags: { 'ses:configuration-set': ['tasvib-test'] } },
          },
        },
        Targets: [
          Match.objectLike({ Arn: { 'Fn::GetAtt': [dev.functions.get('mail-feedback')?.logicalId, 'Arn'] } }),
        ],
      }),
    ).toHaveLength(1)
    expect(dev.only('AWS::SES::EmailIdentity').Properties).toMatchObject({
      EmailIdentity: 'city.example',
      ConfigurationSetAttributes: { ConfigurationSetName: expect.anything() },
    })
  })
})

describe('alarms', () => {
  it('say what they mean and tell somebody', () => {
    const alarms = [...prod.ofType('AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties)
    expect(alarms).toHaveLength(7)
    for (const { AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmDescription).toMatch(/^[A-Z].{30,}\.$/)
      expect(AlarmActions).toHaveLength(1)
    }
    expect(prod.matching('AWS::SNS::Subscription', { Endpoint: 'operators@city.example' })).toHaveLength(1)
  })

  it('ring when entries wait more than five minutes, and when the clock is not called at all', () => {
    expect(
      dev.matching('AWS::CloudWatch::Alarm', {
        MetricName: 'IteratorAge',
        Threshold: 300_000,
      }),
    ).toHaveLength(1)
    expect(
      dev.matching('AWS::CloudWatch::Alarm', {
        MetricName: 'Invocations',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      }),
    ).toHaveLength(1)
  })
})

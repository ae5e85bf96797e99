import { readFileSync } from 'node:fs'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { catalogue, type FunctionName, type FunctionSpec, placeholderOf } from '#functions/catalogue.ts'
import { firewallRule, perSecond, rateOfOneAddress } from '#functions/shared/edge/rates.ts'
import { isTypesetter } from '#infra/aws/bundling/typesetting.ts'
import type { Deployment } from '#infra/aws/deployment.ts'
import { textOf } from './policies.ts'
import { synthesized } from './synthesized.ts'

const dev = synthesized()
const prod = synthesized({
  stage: 'prod',
  publicUrl: 'https://proposals.city.example',
  alarmEmail: 'operators@city.example',
})
const specs = Object.entries(catalogue) as [FunctionName, FunctionSpec][]

const certificate = { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }
const edgeDomain = { name: 'proposals.city.example', certificate }
const edgeProps = { webAclArn: 'arn:aws:wafv2:us-east-1:1:acl' }
const behindEdge = (deployment: Partial<Deployment> = {}) =>
  synthesized({ edge: true, domain: edgeDomain, ...deployment }, edgeProps)

/** What feeds a function from a stream or a queue. */
function mappingsOf(name: FunctionName): Record<string, unknown>[] {
  const { logicalId } = dev.functions.get(name) ?? {}
  return [...dev.ofType('AWS::Lambda::EventSourceMapping').values()]
    .map(({ Properties }) => Properties)
    .filter(({ FunctionName }) => textOf(FunctionName) === `<${logicalId}>`)
}

describe('functions', () => {
  it('are those of the catalogue and no others', () => {
    expect([...dev.functions.keys()].sort()).toEqual(specs.map(([name]) => name).sort())
  })

  it.each(specs)('%s runs as the catalogue says', (name, spec) => {
    expect(dev.functions.get(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: spec.timeout,
      MemorySize: spec.memory,
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    })
  })

  it.each(specs)('%s gets the settings that it reads and no others', (name, spec) => {
    const own = [
      ...(spec.trigger.kind === 'http' ? ['ADDRESS_LIMIT'] : []),
      ...(spec.secrets ?? []).map((secret) => `${secret}_ARN`),
      ...(isTypesetter(name) ? ['TYPESETTER_ASSETS'] : []),
      ...(spec.settings.includes('MAIL_FROM') ? ['MAIL_CONFIGURATION_SET'] : []),
    ]
    const given = Object.keys(dev.functions.get(name)?.Environment.Variables ?? {})
    expect(given.sort()).toEqual([...spec.settings, ...own].sort())
  })

  it('write to nobody themselves where a development stage sends mail elsewhere', () => {
    const redirected = synthesized({ mailRedirect: 'test.city.example' })
    const told = [...redirected.functions]
      .filter(([, { Environment }]) => Environment.Variables['MAIL_REDIRECT'] === 'test.city.example')
      .map(([name]) => name)
    const mailing = specs.filter(([, { grants }]) => grants.includes('mail:send')).map(([name]) => name)
    expect(told.sort()).toEqual(mailing.sort())
  })

  it('start cases by the alias, under the public address that was configured', () => {
    const { STATE_MACHINE_ARN, PUBLIC_URL } = prod.functions.get('relay')?.Environment.Variables ?? {}
    expect(JSON.stringify(STATE_MACHINE_ARN)).toContain(':stateMachine:tasvib-test:live')
    expect(PUBLIC_URL).toBe('https://proposals.city.example')
  })

  it('are told where their secrets lie, and have none in their environment', () => {
    for (const stack of [dev, behindEdge()]) {
      const environments = JSON.stringify([...stack.functions.values()].map(({ Environment }) => Environment))
      expect(environments).not.toContain('resolve:secretsmanager')
    }
    expect(textOf(dev.functions.get('sign')?.Environment.Variables['CODE_KEY_ARN'])).toMatch(/^<CodeKey\w+>$/)
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
  it('has every route of the catalogue, HEAD beside each GET, and one for whatever fits none', () => {
    const wanted = specs.flatMap(([, { trigger }]) => (trigger.kind === 'http' ? trigger.routes : []))
    const heads = wanted
      .filter((route) => route.startsWith('GET '))
      .map((route) => route.replace('GET', 'HEAD'))
    const routes = [...dev.ofType('AWS::ApiGatewayV2::Route').values()].map((route) =>
      String(route.Properties['RouteKey']),
    )
    expect(routes.sort()).toEqual(['$default', ...wanted, ...heads].sort())
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
    expect(leadsTo.get('$default')).toBe(`<${dev.functions.get('site')?.logicalId}.Arn>`)
  })

  it('throttles every route at ten times what one address may ask of it, and above the firewall’s rule', () => {
    const settings = z
      .record(z.string(), z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() }))
      .parse(dev.only('AWS::ApiGatewayV2::Stage').Properties['RouteSettings'])
    const routes = [...dev.ofType('AWS::ApiGatewayV2::Route').values()].map((route) =>
      String(route.Properties['RouteKey']),
    )
    expect(Object.keys(settings).sort()).toEqual(routes.sort())
    for (const [route, { ThrottlingRateLimit, ThrottlingBurstLimit }] of Object.entries(settings)) {
      expect({ route, rate: ThrottlingRateLimit }).toEqual({
        route,
        rate: 10 * perSecond(rateOfOneAddress(route)),
      })
      expect(ThrottlingBurstLimit).toBeGreaterThanOrEqual(ThrottlingRateLimit)
      expect(ThrottlingRateLimit).toBeGreaterThan(perSecond(firewallRule))
    }
    expect(settings).toMatchObject({
      'GET /review/{token}': { ThrottlingRateLimit: 200 },
      'POST /review/{token}': { ThrottlingRateLimit: 50 },
      'POST /proposals': { ThrottlingRateLimit: 20 },
      'HEAD /board/export.csv': { ThrottlingRateLimit: 20 },
      $default: { ThrottlingRateLimit: 20 },
    })
  })

  it('has the functions refuse an address first, with and without the firewall', () => {
    for (const stack of [dev, behindEdge()]) {
      const limited = [...stack.functions].filter(
        ([, it]) => it.Environment.Variables['ADDRESS_LIMIT'] === '1',
      )
      const answering = specs.filter(([, { trigger }]) => trigger.kind === 'http').map(([name]) => name)
      expect(limited.map(([name]) => name).sort()).toEqual(answering.sort())
    }
  })

  it('says in production without the firewall what that means, what it costs and how it is turned on', () => {
    const said = synthesized({ stage: 'prod' }).warnings.join(' ')
    for (const word of ['without `edge`', 'everybody', 'USD a month', '-c edge=true', 'us-east-1']) {
      expect(said).toContain(word)
    }
    expect(synthesized().warnings.join(' ')).not.toContain('edge')
    expect(behindEdge({ stage: 'prod' }).warnings.join(' ')).not.toContain('edge')
  })

  it('is asked under its own domain alone, where it has one', () => {
    const zone = { zoneId: 'Z1', zoneName: 'city.example' }
    const own = synthesized({ domain: { name: 'proposals.city.example', certificate: zone } })
    expect(own.only('AWS::ApiGatewayV2::Api').Properties['DisableExecuteApiEndpoint']).toBe(true)
    expect(own.only('AWS::ApiGatewayV2::DomainName').Properties['DomainName']).toBe('proposals.city.example')
    expect(own.ofType('AWS::Route53::RecordSet').size).toBe(2)
    expect(own.functions.get('relay')?.Environment.Variables['PUBLIC_URL']).toBe(
      'https://proposals.city.example',
    )
  })

  it('answers CloudFront alone, where that stands in front', () => {
    const behind = behindEdge()
    const { DistributionConfig } = behind.only('AWS::CloudFront::Distribution').Properties
    expect(DistributionConfig).toMatchObject({
      Aliases: ['proposals.city.example'],
      WebACLId: 'arn:aws:wafv2:us-east-1:1:acl',
    })
    const secret = textOf(behind.functions.get('review')?.Environment.Variables['ORIGIN_SECRET_ARN'])
    expect(secret).toMatch(/^<EdgeOriginSecret\w+>$/)
    expect(JSON.stringify(DistributionConfig)).toContain('resolve:secretsmanager')
    expect(JSON.stringify(DistributionConfig)).toContain(secret.slice(1, -1))
    expect(behind.functions.get('relay')?.Environment.Variables).not.toHaveProperty('ORIGIN_SECRET_ARN')
    expect(JSON.stringify(DistributionConfig)).not.toContain('Logging')
    const { ResponseHeadersPolicyConfig } = behind.only('AWS::CloudFront::ResponseHeadersPolicy').Properties
    expect(ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      },
    })
  })

  it('throttles, and logs the route but never the path, the address or the query', () => {
    const { DefaultRouteSettings, AccessLogSettings } = dev.only('AWS::ApiGatewayV2::Stage').Properties
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 })
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
  const file = new URL('../../../workflows/proposal.asl.json', import.meta.url)
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
  it("gives calls to finance's own system one at a time, and sets aside what it does not take in three days", () => {
    const [mapping] = mappingsOf('call-finance')
    expect(mapping).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] })
    const queues = [...dev.ofType('AWS::SQS::Queue')].filter(([id]) => id.startsWith('FinanceCalls'))
    expect(queues).toHaveLength(2)
    const calls = queues.find(([, { Properties }]) => 'RedrivePolicy' in Properties)?.[1].Properties
    expect(calls).toMatchObject({
      SqsManagedSseEnabled: true,
      // Longer than the last attempt is away.
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      RedrivePolicy: { maxReceiveCount: 50 },
    })
    expect(Number(calls?.['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * catalogue['call-finance'].timeout)
  })

  it('gives new entries and requests to sign in alone to the relay, with bounded retries and a place for what fails', () => {
    const [Properties] = mappingsOf('relay')
    if (Properties === undefined) throw new Error('Nothing feeds the relay')
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
        // Of entries those alone that cause something.
        { Keys: { SK: { S: [{ prefix: 'entry#' }] } }, NewImage: { told: { S: [{ exists: true }] } } },
        { Keys: { SK: { S: [{ prefix: 'sign-in#' }] } } },
      ].map((dynamodb) => ({ Pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb }) })),
    })
    // Several batches at once would keep the order of each row and not that of a case's entries.
    expect(Properties['ParallelizationFactor']).toBeUndefined()
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

  it('reports what becomes of its own mail, and tracks neither opens nor clicks', () => {
    expect(
      dev.only('AWS::SES::ConfigurationSetEventDestination').Properties['EventDestination'],
    ).toMatchObject({
      MatchingEventTypes: ['delivery', 'deliveryDelay', 'bounce', 'reject', 'complaint'],
    })
    // Arrivals of those mails alone that ask for it.
    for (const { eventType, asking } of [
      { eventType: ['DeliveryDelay', 'Bounce', 'Reject', 'Complaint'], asking: {} },
      { eventType: ['Delivery'], asking: { tells: ['arrival'] } },
    ]) {
      expect(
        dev.matching('AWS::Events::Rule', {
          EventPattern: {
            source: ['aws.ses'],
            detail: { eventType, mail: { tags: { 'ses:configuration-set': ['tasvib-test'], ...asking } } },
          },
          Targets: [
            Match.objectLike({
              Arn: { 'Fn::GetAtt': [dev.functions.get('mail-feedback')?.logicalId, 'Arn'] },
            }),
          ],
        }),
      ).toHaveLength(1)
    }
    expect(dev.only('AWS::SES::EmailIdentity').Properties).toMatchObject({
      EmailIdentity: 'city.example',
      ConfigurationSetAttributes: { ConfigurationSetName: expect.anything() },
    })
  })
})

describe('metrics', () => {
  it('come from the lines that functions write, by filters, each entry from the one that records it', () => {
    const filters = [...dev.ofType('AWS::Logs::MetricFilter').values()].map(({ Properties }) => Properties)
    const lag = filters.filter(({ FilterPattern }) => String(FilterPattern).includes('"relayed"'))
    expect(lag).toContainEqual(
      expect.objectContaining({
        FilterPattern: '{ $.message.measured = "relayed" }',
        MetricTransformations: [
          {
            MetricName: 'RelayLag',
            MetricNamespace: 'Tasvib/tasvib-test',
            MetricValue: '$.message.lag',
            Unit: 'Milliseconds',
          },
        ],
      }),
    )
    const decided = filters.filter(
      ({ FilterPattern }) =>
        FilterPattern === '{ ($.message.measured = "entry") && ($.message.type = "ReviewDecided") }',
    )
    expect(decided.map(({ LogGroupName }) => JSON.stringify(LogGroupName))).toEqual([
      expect.stringContaining('Review'),
    ])
  })

  it('are shown on one page with the alarms', () => {
    const { DashboardBody } = dev.only('AWS::CloudWatch::Dashboard').Properties
    const shown = JSON.stringify(DashboardBody)
    for (const name of ['Submitted', 'Decided', 'RelayLag', 'ClockLag', 'MailsFailed', 'HandoffsPending']) {
      expect(shown).toContain(name)
    }
  })
})

describe('a first deployment', () => {
  it('has a test message sent, by a function that may do nothing else', () => {
    const { Properties } = dev.only('Custom::FirstMessage')
    expect(Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [dev.functions.get('first-message')?.logicalId, 'Arn'] },
    })
  })

  it('can use an identity of the mail service that is there already', () => {
    expect(synthesized({ mailIdentity: 'existing' }).ofType('AWS::SES::EmailIdentity').size).toBe(0)
  })
})

describe('traces', () => {
  it('are off unless they are asked for', () => {
    const traced = synthesized({ tracing: true })
    expect(traced.functions.get('relay')).toMatchObject({ TracingConfig: { Mode: 'Active' } })
    expect(traced.only('AWS::StepFunctions::StateMachine').Properties).toMatchObject({
      TracingConfiguration: { Enabled: true },
    })
    expect(dev.functions.get('relay')).not.toHaveProperty('TracingConfig')
  })
})

describe('alarms', () => {
  it('say what they mean and tell somebody', () => {
    const alarms = [...prod.ofType('AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties)
    expect(alarms).toHaveLength(17)
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

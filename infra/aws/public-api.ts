import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { AaaaRecord, ARecord, type ARecordProps, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets'
import { Construct } from 'constructs'
import type { RouteKey } from '#functions/catalogue.ts'
import { throttleOf } from '#functions/shared/edge/rates.ts'
import type { Deployment, Domain } from './deployment.ts'
import { createLogGroup } from './logs.ts'

export interface PublicApiProps extends Pick<Deployment, 'stage' | 'domain' | 'edge'> {
  readonly name: string
}

/** Paths carry links, so an access log line has the route and never the path. */
const accessLog = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
}

/** The HTTP API: exactly the routes that it is given, and a function for whatever fits none of them. */
export class PublicApi extends Construct {
  readonly api: HttpApi
  /** Where the API itself is reached, without a slash at the end; under its own domain it has no other address. */
  readonly url: string
  /** To what the record of its own domain leads. */
  readonly dnsTarget: string | undefined
  private readonly stage: HttpStage

  constructor(scope: Construct, id: string, { name, stage, domain, edge }: PublicApiProps) {
    super(scope, id)
    // CloudFront takes the domain where there is one, and comes by the API's own address.
    const own = domain === undefined || edge ? undefined : createOwnDomain(this, domain)
    this.api = new HttpApi(this, 'Api', {
      apiName: name,
      createDefaultStage: false,
      disableExecuteApiEndpoint: own !== undefined,
    })
    this.stage = this.api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: throttleOf('GET /'),
      ...(own === undefined ? {} : { domainMapping: { domainName: own } }),
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLogGroup(this, `/aws/http-api/${name}`, { stage })),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    })
    this.url = own === undefined ? this.api.apiEndpoint : `https://${own.name}`
    this.dnsTarget = own?.regionalDomainName
  }

  /** Leads routes to a function. An HTTP API does not answer `HEAD` by itself, so every `GET` gets a `HEAD` beside it. */
  route(
    { routes, fallback }: { readonly routes: readonly RouteKey[]; readonly fallback?: true },
    handler: IFunction,
  ): void {
    const integration = new HttpLambdaIntegration('Integration', handler, { scopePermissionToRoute: false })
    for (const route of routes) {
      const [method, path] = route.split(' ') as ['GET' | 'POST', `/${string}`]
      const methods = method === 'GET' ? [HttpMethod.GET, HttpMethod.HEAD] : [HttpMethod.POST]
      const added = this.api.addRoutes({ path, methods, integration })
      added.forEach((one, index) => this.throttle(`${methods[index]} ${path}`, one))
    }
    if (fallback === true) {
      const route = new HttpRoute(this, 'Fallback', {
        httpApi: this.api,
        routeKey: HttpRouteKey.DEFAULT,
        integration,
      })
      this.throttle('$default', route)
    }
  }

  /** Each route has a bucket of its own, so that a flood of forms leaves reviewers and the case office alone. */
  private throttle(routeKey: string, route: HttpRoute): void {
    const { rateLimit, burstLimit } = throttleOf(routeKey)
    const stage = this.stage.node.defaultChild as CfnStage
    stage.routeSettings = {
      ...(stage.routeSettings as object | undefined),
      [routeKey]: { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
    }
    // A setting for a route that is not there yet is refused.
    stage.node.addDependency(route)
  }
}

/** The domain under which the HTTP API is reached; in a zone of this account with certificate and records of its own. */
function createOwnDomain(scope: Construct, { name, certificate }: Domain): DomainName {
  const own = new Construct(scope, 'Domain')
  const make = (used: ICertificate) => new DomainName(own, 'Name', { domainName: name, certificate: used })
  if ('arn' in certificate) return make(Certificate.fromCertificateArn(own, 'Certificate', certificate.arn))
  const zone = HostedZone.fromHostedZoneAttributes(own, 'Zone', {
    hostedZoneId: certificate.zoneId,
    zoneName: certificate.zoneName,
  })
  const domain = make(
    new Certificate(own, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(zone),
    }),
  )
  const target = RecordTarget.fromAlias(
    new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
  )
  createRecords(own, { zone, recordName: name, target })
  return domain
}

function createRecords(scope: Construct, record: ARecordProps): readonly Construct[] {
  return [new ARecord(scope, 'Record', record), new AaaaRecord(scope, 'RecordV6', record)]
}

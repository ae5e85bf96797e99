import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { RouteKey } from '#functions/catalogue.ts'
import type { Deployment } from './deployment.ts'
import { createLogGroup } from './logs.ts'

export interface PublicApiProps extends Pick<Deployment, 'stage'> {
  readonly name: string
}

/** Requests a second for the whole installation, and at once. A city's traffic is far below; floods end here. */
const throttle = { rateLimit: 50, burstLimit: 100 }

/** Paths carry links, so an access log line has the route and never the path. */
const accessLog = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
}

/** The HTTP API. It has exactly the routes that it is given; what else is asked for, the API answers with 404 itself. */
export class PublicApi extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { name, stage }: PublicApiProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', { apiName: name, createDefaultStage: false })
    this.api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLogGroup(this, `/aws/http-api/${name}`, { stage })),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    })
  }

  /** Where browsers reach the API, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint
  }

  /** Leads routes to a function. An HTTP API does not answer `HEAD` by itself, so every `GET` gets a `HEAD` beside it. */
  route(routes: readonly RouteKey[], handler: IFunction): void {
    const integration = new HttpLambdaIntegration('Integration', handler, { scopePermissionToRoute: false })
    for (const route of routes) {
      const [method, path] = route.split(' ') as ['GET' | 'POST', `/${string}`]
      const methods = method === 'GET' ? [HttpMethod.GET, HttpMethod.HEAD] : [HttpMethod.POST]
      this.api.addRoutes({ path, methods, integration })
    }
  }
}

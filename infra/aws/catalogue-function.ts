import { Duration, Stack } from 'aws-cdk-lib'
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { FunctionName, FunctionSpec } from '#functions/catalogue.ts'
import type { Deployment } from './deployment.ts'
import { createLogGroup } from './logs.ts'

export interface CatalogueFunctionProps extends Pick<Deployment, 'stage' | 'tracing'> {
  readonly name: FunctionName
  readonly spec: FunctionSpec
  readonly code: Code
  readonly environment: Readonly<Record<string, string>>
  readonly statements: readonly PolicyStatement[]
}

/**
 * One function of the catalogue. Its role is its own and begins empty: AWS's ready-made policy for functions would let each
 * write to every log of the account.
 */
export class CatalogueFunction extends Construct {
  readonly function: LambdaFunction
  readonly logGroup: LogGroup

  constructor(scope: Construct, id: string, props: CatalogueFunctionProps) {
    super(scope, id)
    const { name, spec, code, environment, statements, stage, tracing } = props
    const functionName = `${Stack.of(this).stackName}-${name}`
    this.logGroup = createLogGroup(this, `/aws/lambda/${functionName}`, { stage })
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    this.logGroup.grantWrite(role)
    for (const statement of statements) role.addToPolicy(statement)
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: spec.purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      timeout: Duration.seconds(spec.timeout),
      memorySize: spec.memory,
      environment: { ...environment },
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    })
  }
}

import { fileURLToPath } from 'node:url'
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { type FunctionName, placeholderOf } from '#functions/catalogue.ts'
import type { Deployment } from './deployment.ts'
import { createLogGroup } from './logs.ts'

/** The name through which executions are started; each deployment moves it to the newest version. */
export const liveAlias = 'live'

export interface WorkflowArns {
  readonly stateMachine: string
  readonly alias: string
  /** Every execution of the machine. */
  readonly executions: string
}

/**
 * The machine's ARNs by its name alone. Functions are told the ARN, and the machine is told the functions: through the
 * resources themselves that would be a circle.
 */
export function workflowArns(scope: Construct, name: string): WorkflowArns {
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  return {
    stateMachine: arn('stateMachine', name),
    alias: arn('stateMachine', `${name}:${liveAlias}`),
    executions: arn('execution', `${name}:*`),
  }
}

export interface WorkflowProps extends Pick<Deployment, 'stage' | 'tracing'> {
  readonly name: string
  /** The functions that the machine calls. */
  readonly tasks: ReadonlyMap<FunctionName, IFunction>
}

const definition = fileURLToPath(new URL('../../workflows/proposal.asl.json', import.meta.url))

/** The state machine from its file, a version for each change of it, and the alias through which cases are started. */
export class CaseWorkflow extends Construct {
  readonly stateMachine: StateMachine

  constructor(scope: Construct, id: string, { name, stage, tracing, tasks }: WorkflowProps) {
    super(scope, id)
    const functions = [...tasks]
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(definition),
      definitionSubstitutions: Object.fromEntries(
        functions.map(([task, { functionArn }]) => [placeholderOf(task), functionArn]),
      ),
      logs: {
        destination: createLogGroup(this, `/aws/vendedlogs/states/${name}`, { stage }),
        level: LogLevel.ERROR,
        // Payloads hold task tokens.
        includeExecutionData: false,
      },
      tracingEnabled: tracing,
    })
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: functions.map(([, { functionArn }]) => functionArn),
      }),
    )
    this.publish()
  }

  private publish(): CfnStateMachineAlias {
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.stateMachine.stateMachineArn,
      // Another revision is another version.
      stateMachineRevisionId: this.stateMachine.stateMachineRevisionId,
    })
    // Earlier versions stay: to go back to, and because running cases are shown by the one that they started with.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN)
    return new CfnStateMachineAlias(this, 'Live', {
      name: liveAlias,
      routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
    })
  }
}

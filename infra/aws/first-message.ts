import { CustomResource } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct, type IDependable } from 'constructs'

/**
 * Has a message sent to the case office when the stack is first deployed, and answers what became of it. The function of the
 * catalogue speaks CloudFormation's protocol itself: a provider of the CDK would be two functions more, with more rights.
 */
export function sendFirstMessage(scope: Construct, handler: IFunction, after: IDependable): string {
  const message = new CustomResource(new Construct(scope, 'Deployed'), 'Message', {
    serviceToken: handler.functionArn,
    resourceType: 'Custom::FirstMessage',
  })
  // The role has its policy, and the sender's domain its identity, before anything is sent.
  message.node.addDependency(handler, after)
  return message.getAttString('Outcome')
}

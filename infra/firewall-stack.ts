import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'

/** Requests of one address within five minutes. A whole office behind one address stays far below. */
const mostOfOneAddress = 2_000

/**
 * The firewall for CloudFront, which looks for it in us-east-1 alone. It keeps no logs: they would hold paths, and paths hold
 * links. Rules that look into bodies are left out, because they stop forms above 8 KB and Persian prose.
 */
export class FirewallStack extends Stack {
  readonly webAclArn: string

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props)
    const managed = (name: string, priority: number): CfnWebACL.RuleProperty => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
      visibilityConfig: visible(name),
    })
    const acl = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('tasvib'),
      rules: [
        {
          name: 'one-address',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: mostOfOneAddress, aggregateKeyType: 'IP' } },
          visibilityConfig: visible('one-address'),
        },
        managed('AWSManagedRulesAmazonIpReputationList', 1),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
      ],
    })
    this.webAclArn = acl.attrArn
  }
}

/** Counted, and never sampled: samples hold paths. */
function visible(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false }
}

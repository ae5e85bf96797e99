import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { problems } from '#functions/shared/edge/errors.ts'
import { firewallRule } from '#functions/shared/edge/rates.ts'

/** The same words as the functions have. */
const { title, detail } = problems.tooMany(firewallRule.seconds)
const tooMany = `<!doctype html><html lang="fa" dir="rtl"><meta charset="utf-8"><title>${title.fa}</title><h1>${title.fa}</h1><p>${detail.fa}</p><div lang="en" dir="ltr"><h1>${title.en}</h1><p>${detail.en}</p></div></html>`

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
      customResponseBodies: { 'too-many': { contentType: 'TEXT_HTML', content: tooMany } },
      rules: [
        {
          name: 'one-address',
          priority: 0,
          action: {
            block: {
              customResponse: {
                responseCode: 429,
                responseHeaders: [{ name: 'retry-after', value: String(firewallRule.seconds) }],
                customResponseBodyKey: 'too-many',
              },
            },
          },
          statement: {
            rateBasedStatement: {
              limit: firewallRule.requests,
              evaluationWindowSec: firewallRule.seconds,
              aggregateKeyType: 'IP',
            },
          },
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

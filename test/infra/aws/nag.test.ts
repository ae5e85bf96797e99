import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as z from 'zod'
import type { Deployment } from '#infra/aws/deployment.ts'
import { FirewallStack } from '#infra/aws/firewall-stack.ts'
import { TasvibStack } from '#infra/aws/tasvib-stack.ts'
import cdk from '../../../cdk.json' with { type: 'json' }
import { plainDeployment } from './synthesized.ts'

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(
        z.object({
          ruleName: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
})

const prod = { stage: 'prod', lockYears: 10, alarmEmail: 'operators@city.example' } as const
const account = '111122223333'
const own = (region: string) => ({
  name: 'proposals.city.example',
  certificate: { arn: `arn:aws:acm:${region}:${account}:certificate/1` },
})

/** What cdk-nag finds and nobody has said why it is meant, as `rule at construct`. */
function findings(deployment: Partial<Deployment>): { app: App; open: readonly string[]; nagged: boolean } {
  const outdir = mkdtempSync(join(tmpdir(), 'tasvib-nag-'))
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }))
  // It prints every finding, of which the report has all.
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => silent.mockRestore())
  const app = new App({ context: cdk.context, outdir, analyticsReporting: false })
  const all = { ...plainDeployment, ...deployment }
  const firewall = all.edge
    ? new FirewallStack(app, 'firewall', {
        env: { account, region: 'us-east-1' },
        crossRegionReferences: true,
      })
    : undefined
  const stack = new TasvibStack(app, 'tasvib-test', {
    deployment: all,
    code: () => Code.fromInline('exports.handler = async () => undefined'),
    ...(firewall === undefined
      ? {}
      : {
          webAclArn: firewall.webAclArn,
          crossRegionReferences: true,
          env: { account, region: 'eu-central-1' },
        }),
  })
  expect(stack.stackName).toBe('tasvib-test')
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  try {
    app.synth()
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Validation failed')) throw error
  }
  const file = readFileSync(join(outdir, 'validation-report.json'), 'utf8')
  const reports = reportSchema.parse(JSON.parse(file)).pluginReports
  const open = reports
    .filter(({ pluginName }) => pluginName === 'AwsSolutions')
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    )
  return { app, open, nagged: reports.some(({ pluginName }) => pluginName === 'AwsSolutions') }
}

/** Every reason that was given, by rule. */
function acknowledgements(app: App): { id: string; reason: unknown }[] {
  return app.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, unknown>))
    .map(([id, reason]) => ({ id, reason }))
}

describe('cdk-nag, by the pack AwsSolutions,', () => {
  it.each<[string, Partial<Deployment>]>([
    ['development', {}],
    ['production', prod],
    ['production with traces and its own domain', { ...prod, tracing: true, domain: own('eu-central-1') }],
    ['production that scans uploads', { ...prod, malwareScan: true }],
    ['production behind CloudFront', { ...prod, edge: true, domain: own('us-east-1') }],
  ])('finds nothing in %s that is not meant', (_name, deployment) => {
    const { open, nagged } = findings(deployment)
    expect(open).toEqual([])
    expect(nagged).toBe(true)
  })

  it('is told why of everything that it would find', () => {
    const given = acknowledgements(findings(prod).app)
    expect(new Set(given.map(({ id }) => id)).size).toBeGreaterThan(5)
    for (const { id, reason } of given) {
      expect(id).toMatch(/^AwsSolutions::AwsSolutions-[A-Z0-9]+/)
      expect(reason).toMatch(/^[A-Z].{25,}\.$/)
    }
  })
})

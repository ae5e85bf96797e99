import { join } from 'node:path'
import { App, Tags } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { programmeWarnings, warningLine } from '#functions/shared/programme-warnings.ts'
import { bundleFunctions } from '#infra/aws/bundling/bundle-functions.ts'
import { NoCompiler } from '#infra/node/cloud-compiler.mjs'
import { cities, programmeById } from '#workflows/programme/load-programme.ts'
import { lockFaults } from '#workflows/programme/rules-lock.ts'
import lock from '#workflows/programme/rules.lock.json' with { type: 'json' }
import { readDeployment } from './deployment.ts'
import { FirewallStack } from './firewall-stack.ts'
import { firewallName, firewallRegion, stackName } from './stack-name.ts'
import { TasvibStack } from './tasvib-stack.ts'

const faults = lockFaults(cities, lock)
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
for (const id of Object.keys(cities)) {
  for (const warning of programmeWarnings(programmeById(id), new Date())) console.error(warningLine(warning))
}
const app = new App()
const deployment = readDeployment((name) => app.node.tryGetContext(name))
const folderOf = await bundleFunctions(join(app.outdir, 'bundles'), deployment.cpu).catch(
  (error: unknown) => {
    if (!(error instanceof NoCompiler)) throw error
    console.error(error.message)
    return process.exit(1)
  },
)
const name = stackName(deployment)
// Without the edge the template fits any account and region; with it, the firewall's stack is in another region than ours.
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env
const firewall = deployment.edge
  ? new FirewallStack(app, firewallName(name), {
      env: { ...(account === undefined ? {} : { account }), region: firewallRegion },
      crossRegionReferences: true,
    })
  : undefined
const stack = new TasvibStack(app, name, {
  deployment,
  code: (called) => Code.fromAsset(folderOf(called)),
  ...(firewall === undefined
    ? {}
    : {
        webAclArn: firewall.webAclArn,
        crossRegionReferences: true,
        env: {
          ...(account === undefined ? {} : { account }),
          ...(region === undefined ? {} : { region }),
        },
      }),
})
Tags.of(stack).add('application', 'tasvib')

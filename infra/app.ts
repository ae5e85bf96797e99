import { join } from 'node:path'
import { App, Tags } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { bundleFunctions } from './bundling/bundle-functions.ts'
import { readDeployment } from './deployment.ts'
import { TasvibStack } from './tasvib-stack.ts'

const app = new App()
const deployment = readDeployment((name) => app.node.tryGetContext(name))
const folderOf = await bundleFunctions(join(app.outdir, 'bundles'))
const stack = new TasvibStack(app, `tasvib-${deployment.stage}`, {
  deployment,
  code: (name) => Code.fromAsset(folderOf(name)),
})
Tags.of(stack).add('application', 'tasvib')

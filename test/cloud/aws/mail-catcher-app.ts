import { App, Tags } from 'aws-cdk-lib'
import * as z from 'zod'
import { MailCatcher } from './mail-catcher.ts'

const app = new App()
const { stack, ...props } = z
  .object({ stack: z.string(), domain: z.hostname(), ruleSet: z.string() })
  .parse(
    Object.fromEntries(['stack', 'domain', 'ruleSet'].map((name) => [name, app.node.tryGetContext(name)])),
  )
Tags.of(new MailCatcher(app, stack, props)).add('application', 'tasvib-suite')

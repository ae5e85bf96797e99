import { parseArgs } from 'node:util'
import type { Deployment } from './deployment.ts'

/** What CloudFormation calls an installation; the names of its functions and logs begin with it. */
export function stackName({ stage, instance }: Pick<Deployment, 'stage' | 'instance'>): string {
  return ['tasvib', stage, ...(instance === undefined ? [] : [instance])].join('-')
}

/**
 * What arguments of the CDK say as context, in whichever of its forms: `--context instance=x`, `--context=instance=x`,
 * `-c instance=x`. The last one counts, as it does there.
 */
export function contextIn(args: readonly string[], name: string): string | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: { context: { type: 'string', short: 'c', multiple: true } },
    strict: false,
  })
  const context = (values.context ?? []).filter((one) => typeof one === 'string')
  return context.findLast((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
}

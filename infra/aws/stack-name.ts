import type { Deployment } from './deployment.ts'

/** What CloudFormation calls an installation; the names of its functions and logs begin with it. */
export function stackName({ stage, instance }: Pick<Deployment, 'stage' | 'instance'>): string {
  return ['tasvib', stage, ...(instance === undefined ? [] : [instance])].join('-')
}

/** The stack of an installation's firewall, in the one region in which CloudFront looks for it. */
export function firewallName(stack: string): string {
  return `${stack}-firewall`
}
export const firewallRegion = 'us-east-1'

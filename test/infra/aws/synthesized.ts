import { App } from 'aws-cdk-lib'
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod'
import type { FunctionName } from '#functions/catalogue.ts'
import type { Deployment } from '#infra/aws/deployment.ts'
import { TasvibStack, type TasvibStackProps } from '#infra/aws/tasvib-stack.ts'
import cdk from '../../../cdk.json' with { type: 'json' }

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
})

type SynthesizedResource = z.infer<typeof resourceSchema>

export interface Synthesized {
  /** The logical ids of the resources of a type that have these properties at least. */
  readonly matching: (type: string, properties: Record<string, unknown>) => readonly string[]
  /** Resources of a type by their logical ids. */
  readonly ofType: (type: string) => ReadonlyMap<string, SynthesizedResource>
  /** Resources of a type that there is one of. */
  readonly only: (type: string) => SynthesizedResource
  /** What whoever deploys is warned of. */
  readonly warnings: readonly string[]
  /** Whether CloudFormation refuses to delete the stack. */
  readonly terminationProtection: boolean | undefined
  /** The properties of each function, by its name in the catalogue. */
  readonly functions: ReadonlyMap<FunctionName, FunctionResource>
}

const functionSchema = z.looseObject({
  FunctionName: z.string(),
  Role: z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
    .transform((role) => role['Fn::GetAtt'][0]),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  Handler: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: z.unknown() }),
})

type FunctionResource = z.infer<typeof functionSchema> & { readonly logicalId: string }

/** A development stage with nothing special about it. */
export const plainDeployment: Deployment = {
  stage: 'dev',
  instance: undefined,
  programme: 'kerman',
  mailFrom: 'no-reply@city.example',
  mailIdentity: 'create',
  mailRedirect: undefined,
  domain: undefined,
  publicUrl: undefined,
  edge: false,
  malwareScan: false,
  tracing: false,
  lockYears: 0,
  alarmEmail: undefined,
  cpu: 'arm64',
}

type Props = Pick<TasvibStackProps, 'webAclArn'>

const made = new Map<string, Synthesized>()

/** The stack as CloudFormation gets it, with functions that hold nothing; made once for each deployment, since nobody changes it. */
export function synthesized(deployment: Partial<Deployment> = {}, props: Props = {}): Synthesized {
  const key = JSON.stringify([deployment, props])
  const earlier = made.get(key)
  if (earlier !== undefined) return earlier
  const stack = synthesize(deployment, props)
  made.set(key, stack)
  return stack
}

function synthesize(deployment: Partial<Deployment>, props: Props): Synthesized {
  const app = new App({
    context: { ...cdk.context, '@aws-cdk/core:validateAgainstDefaultRules': false },
    analyticsReporting: false,
  })
  const stack = new TasvibStack(app, 'tasvib-test', {
    deployment: { ...plainDeployment, ...deployment },
    ...props,
    code: () => Code.fromInline('exports.handler = async () => undefined'),
  })
  const template = Template.fromStack(stack)
  const resources = z
    .object({ Resources: z.record(z.string(), resourceSchema) })
    .parse(template.toJSON()).Resources
  const ofType = (type: string) =>
    new Map(Object.entries(resources).filter(([, resource]) => resource.Type === type))
  return {
    matching: (type, properties) => Object.keys(template.findResources(type, { Properties: properties })),
    ofType,
    only(type) {
      const [found, ...others] = ofType(type).values()
      if (found === undefined || others.length > 0) throw new Error(`There is not one ${type}`)
      return found
    },
    warnings: Annotations.fromStack(stack)
      .findWarning('*', Match.anyValue())
      .map(({ entry }) => z.string().parse(entry.data)),
    terminationProtection: stack.terminationProtection,
    functions: new Map(
      [...ofType('AWS::Lambda::Function')].map(([logicalId, { Properties }]) => {
        const properties = functionSchema.parse(Properties)
        const name = properties.FunctionName.replace('tasvib-test-', '') as FunctionName
        return [name, { ...properties, logicalId }]
      }),
    ),
  }
}

import * as z from 'zod'

/** A synthesized template, as far as a gap concerns it. */
export const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown().optional() })),
  Outputs: z.record(z.string(), z.unknown()),
})
export type Template = z.infer<typeof templateSchema>

type Resource = Template['Resources'][string]

/** Leaves resources out. */
export function withoutResources(lacking: (resource: Resource) => boolean) {
  return ({ Resources, ...rest }: Template): Template => ({
    ...rest,
    Resources: Object.fromEntries(Object.entries(Resources).filter(([, resource]) => !lacking(resource))),
  })
}

const policySchema = z.looseObject({
  PolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.unknown(),
        Condition: z.unknown().optional(),
      }),
    ),
  }),
})
type Statement = z.infer<typeof policySchema>['PolicyDocument']['Statement'][number]

/** Takes the actions out of their statements into one without condition, about another resource. */
export function widenGrants(actions: readonly string[], resourceOf: (given: unknown) => unknown) {
  const widen = (statement: Statement): Statement[] => {
    const { Action, Resource, Condition: _, ...rest } = statement
    const all = [Action].flat()
    const widened = all.filter((action) => actions.includes(action))
    if (widened.length === 0) return [statement]
    const others = all.filter((action) => !actions.includes(action))
    return [
      ...(others.length > 0 ? [{ ...statement, Action: others }] : []),
      { ...rest, Action: widened, Resource: resourceOf(Resource) },
    ]
  }
  const widenIn = (resource: Resource): Resource => {
    if (resource.Type !== 'AWS::IAM::Policy') return resource
    const { PolicyDocument, ...rest } = policySchema.parse(resource.Properties)
    const Statement = PolicyDocument.Statement.flatMap(widen)
    return { ...resource, Properties: { ...rest, PolicyDocument: { ...PolicyDocument, Statement } } }
  }
  return ({ Resources, ...rest }: Template): Template => ({
    ...rest,
    Resources: Object.fromEntries(
      Object.entries(Resources).map(([id, resource]) => [id, widenIn(resource)] as const),
    ),
  })
}

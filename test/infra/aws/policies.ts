import * as z from 'zod'
import type { Synthesized } from './synthesized.ts'

const list = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), item.transform((one) => [one])]) as unknown as z.ZodType<z.output<T>[]>

const statementSchema = z.object({
  Effect: z.literal('Allow'),
  Action: list(z.string()),
  Resource: list(z.unknown()),
  Condition: z.record(z.string(), z.record(z.string(), list(z.string()))).default({}),
})

export type Statement = z.infer<typeof statementSchema>

const policySchema = z.object({
  PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
  Roles: z.array(z.object({ Ref: z.string() })),
})

/** Every statement of every policy, by the logical id of the role that has it. */
export function statementsByRole({ ofType }: Synthesized): ReadonlyMap<string, readonly Statement[]> {
  const byRole = new Map<string, Statement[]>()
  for (const { Properties } of ofType('AWS::IAM::Policy').values()) {
    const { PolicyDocument, Roles } = policySchema.parse(Properties)
    for (const { Ref } of Roles) byRole.set(Ref, [...(byRole.get(Ref) ?? []), ...PolicyDocument.Statement])
  }
  return byRole
}

/** A resource as one line of text: `<LogicalId>` for references, `<LogicalId.Attribute>` for attributes. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const parsed = intrinsic.parse(value)
  if ('Ref' in parsed) return parsed.Ref.startsWith('AWS::') ? '' : `<${parsed.Ref}>`
  if ('Fn::GetAtt' in parsed) return `<${parsed['Fn::GetAtt'].join('.')}>`
  const [separator, parts] = parsed['Fn::Join']
  return parts.map(textOf).join(separator)
}

const intrinsic = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.array(z.string()) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
])

/** One touch of the table, as IAM sees it. */
export interface Touch {
  readonly action: string
  readonly partition: string
  readonly attributes: readonly string[]
}

/** Whether statements about the table allow a touch. It knows only the operators that the grants use, and throws on others. */
export function allows(statements: readonly Statement[], touch: Touch): boolean {
  return statements.some(
    ({ Action, Condition }) =>
      Action.includes(touch.action) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, patterns]) =>
          valuesOf(key, touch).every((value) =>
            patterns.some((pattern) => matches(operator, pattern, value)),
          ),
        ),
      ),
  )
}

function valuesOf(key: string, { partition, attributes }: Touch): readonly string[] {
  if (key === 'dynamodb:LeadingKeys') return [partition]
  if (key === 'dynamodb:Attributes') return attributes
  throw new Error(`Not a condition of the table: ${key}`)
}

function matches(operator: string, pattern: string, value: string): boolean {
  if (operator === 'ForAllValues:StringEquals') return pattern === value
  if (operator === 'ForAllValues:StringLike' && /^[^*?]+\*$/.test(pattern))
    return value.startsWith(pattern.slice(0, -1))
  throw new Error(`Not an operator of the grants: ${operator} ${pattern}`)
}

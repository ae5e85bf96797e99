import * as z from 'zod'
import { isComparison } from './expression.ts'
import { jsonSchema } from './json.ts'

/** What the deployed file uses of the Amazon States Language (states-language.net); anything else is refused. */

const longestSeconds = 99_999_999

const stateName = z.string().min(1).max(80)
const comment = { Comment: z.string().optional() }
/** Names of functions' own errors, and two of the language's own. */
const errorEquals = z
  .array(
    z.string().regex(/^(?!States\.(?!Timeout$|TaskFailed$))./, {
      error: ({ input }) => `${String(input)} is not supported`,
    }),
  )
  .min(1)

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(longestSeconds),
  MaxAttempts: z.int().min(0).max(longestSeconds),
  BackoffRate: z.number().min(1),
  MaxDelaySeconds: z.int().min(1).max(31_622_400),
  JitterStrategy: z.literal('FULL'),
})

const task = z.strictObject({
  ...comment,
  Type: z.literal('Task'),
  Resource: z.enum(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken']),
  Arguments: z.strictObject({ FunctionName: z.string().regex(/^[^{]+$/), Payload: jsonSchema }),
  TimeoutSeconds: z.int().min(1).max(longestSeconds),
  Retry: z.array(retrier).default([]),
  Catch: z.array(z.strictObject({ ErrorEquals: errorEquals, Next: stateName })).default([]),
  Output: jsonSchema.optional(),
  Next: stateName,
})

const choice = z.strictObject({
  ...comment,
  Type: z.literal('Choice'),
  Choices: z
    .array(
      z.strictObject({
        Condition: z.string().refine(isComparison, 'must compare a value with a text'),
        Next: stateName,
      }),
    )
    .min(1),
  Default: stateName,
})

const succeed = z.strictObject({ ...comment, Type: z.literal('Succeed') })

const fail = z.strictObject({ ...comment, Type: z.literal('Fail'), Error: z.string(), Cause: z.string() })

export const stateSchema = z.discriminatedUnion('Type', [task, choice, succeed, fail])

export const machineSchema = z.strictObject({
  ...comment,
  QueryLanguage: z.literal('JSONata', 'must be "JSONata"'),
  StartAt: stateName,
  States: z.record(stateName, z.unknown()),
})

export type State = z.infer<typeof stateSchema>
export type TaskState = z.infer<typeof task>
export type Retrier = z.infer<typeof retrier>

import * as z from 'zod'
import { jsonSchema } from './json.ts'

/** What this interpreter supports of the Amazon States Language (states-language.net), JSONata only. */

const longestSeconds = 99_999_999

const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression between {% and %}')
const seconds = z.union([z.int().min(1).max(longestSeconds), expression], {
  error: `must be a whole number of seconds from 1 to ${longestSeconds}, or a JSONata expression`,
})
const stateName = z.string().min(1).max(80)
const variableName = z
  .string()
  .max(80)
  .regex(/^[\p{ID_Start}_]\p{ID_Continue}*$/u, 'must be a variable name')
  .refine((name) => name !== 'states', '"states" is reserved')
const assign = z.record(variableName, jsonSchema)
const errorEquals = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), 'States.ALL must stand alone')

const common = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata', 'only JSONata is supported').optional(),
}
const transition = { Next: stateName.optional(), End: z.literal(true).optional() }
const effects = { Output: jsonSchema.optional(), Assign: assign.optional() }

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(longestSeconds).default(1),
  MaxAttempts: z.int().min(0).max(longestSeconds).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
})

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  Next: stateName,
  ...effects,
})

const task = z.strictObject({
  ...common,
  ...transition,
  ...effects,
  Type: z.literal('Task'),
  Resource: z.enum(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken']),
  Arguments: z.strictObject({ FunctionName: z.string().min(1), Payload: jsonSchema.optional() }),
  TimeoutSeconds: seconds.optional(),
  HeartbeatSeconds: seconds.optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
})

const choiceRule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([expression, z.boolean()]),
  Next: stateName,
  ...effects,
})

const choice = z.strictObject({
  ...common,
  ...effects,
  Type: z.literal('Choice'),
  Choices: z.array(choiceRule).min(1),
  Default: stateName.optional(),
})

const pass = z.strictObject({ ...common, ...transition, ...effects, Type: z.literal('Pass') })

const wait = z.strictObject({
  ...common,
  ...transition,
  ...effects,
  Type: z.literal('Wait'),
  Seconds: z.union([z.int().min(0).max(longestSeconds), expression]).optional(),
  Timestamp: z.union([expression, z.iso.datetime({ offset: true })]).optional(),
})

const succeed = z.strictObject({ ...common, Type: z.literal('Succeed'), Output: jsonSchema.optional() })

const fail = z.strictObject({
  ...common,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  Cause: z.string().optional(),
})

export const stateSchema = z.discriminatedUnion('Type', [task, choice, pass, wait, succeed, fail])

export const machineSchema = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata', 'must be "JSONata"'),
  Version: z.literal('1.0').optional(),
  StartAt: stateName,
  States: z.record(stateName, z.unknown()),
  TimeoutSeconds: z.int().min(1).max(longestSeconds).optional(),
})

export type State = z.infer<typeof stateSchema>
export type TaskState = z.infer<typeof task>
export type ChoiceState = z.infer<typeof choice>
export type WaitState = z.infer<typeof wait>
export type Retrier = z.infer<typeof retrier>

/** `TimeoutSeconds` of a task that names none. */
export const defaultTaskSeconds = longestSeconds

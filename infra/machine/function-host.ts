import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'
import { catalogue, type FunctionName, type FunctionSpec } from '#functions/catalogue.ts'
import type { Handler, Home } from '#functions/shared/home.ts'
import type { Doors } from './doors.ts'

export type Catalogue = Readonly<Record<string, FunctionSpec>>

export interface FunctionHost {
  /**
   * Calls a function as Lambda would, but for the JSON in between: both sides hand over what is plain data already.
   * @throws whatever the handler throws, or FunctionTimeout after the function's own limit.
   */
  invoke(name: string, payload: unknown): Promise<unknown>
}

export class FunctionTimeout extends Error {
  override readonly name = 'FunctionTimeout'
}

/** Makes every door from its home, and tells which one could not be made. */
export async function hostFunctions(
  doors: Doors,
  homeOf: (name: FunctionName) => Home,
): Promise<FunctionHost> {
  const names = Object.keys(doors) as FunctionName[]
  const made = await Promise.all(
    names.map(async (name) => {
      try {
        const { door } = await doors[name]()
        const found: { spec: FunctionSpec; handler: Handler } = {
          spec: catalogue[name],
          handler: door(homeOf(name)),
        }
        return [name, found] as const
      } catch (cause) {
        throw new Error(`The function ${name} could not be loaded from functions/${name}/door.ts.`, { cause })
      }
    }),
  )
  const functions = new Map<string, (typeof made)[number][1]>(made)
  return {
    async invoke(name, payload) {
      const found = functions.get(name)
      if (found === undefined) throw new Error(`There is no function named ${name}.`)
      const call = Promise.resolve(found.handler(payload, lambdaContext(name, found.spec)))
      return withinLimit(call, name, found.spec.timeout)
    },
  }
}

async function withinLimit(call: Promise<unknown>, name: string, seconds: number): Promise<unknown> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new FunctionTimeout(`${name} took more than ${seconds} s`))
  }, seconds * 1_000)
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

function unsupported(): never {
  throw new Error('Handlers answer with a promise.')
}

function lambdaContext(name: string, spec: FunctionSpec): Context {
  const deadline = Date.now() + spec.timeout * 1_000
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
    memoryLimitInMB: String(spec.memory),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  }
}

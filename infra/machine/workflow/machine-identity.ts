/** The names that Step Functions derives from a state machine's ARN. */
export interface MachineIdentity {
  /** Without alias or version. */
  readonly arn: string
  readonly name: string
  readonly region: string
  readonly roleArn: string
  executionArn(name: string): string
}

/** `arn:<partition>:states:<region>:<account>:stateMachine:<name>[:<alias or version>]` */
const machineArn =
  /^arn:(?<partition>[\w-]+):states:(?<region>[\w-]*):(?<account>\d*):stateMachine:(?<name>[^:\s]+)(?::(?<qualifier>[^:\s]+))?$/
const executionArn = /^arn:[\w-]+:states:[\w-]*:\d*:execution:(?<machine>[^:\s]+):(?<name>[^:\s]+)$/

/** @throws RangeError when the text is not a state machine's ARN. */
export function identifyMachine(arn: string): MachineIdentity {
  const { partition = '', region = '', account = '', name = '' } = machineArn.exec(arn)?.groups ?? {}
  if (name === '') throw new RangeError(`not a state machine's ARN: ${arn}`)
  return {
    arn: `arn:${partition}:states:${region}:${account}:stateMachine:${name}`,
    name,
    region,
    roleArn: `arn:${partition}:iam::${account}:role/${name}`,
    executionArn: (execution) =>
      `arn:${partition}:states:${region}:${account}:execution:${name}:${execution}`,
  }
}

/** Splits an alias or version off; nothing when it is no state machine's ARN. */
export function readMachineArn(
  arn: string,
): { readonly arn: string; readonly qualifier: string | undefined } | undefined {
  const groups = machineArn.exec(arn)?.groups
  if (groups === undefined) return undefined
  const qualifier = groups['qualifier']
  return { arn: qualifier === undefined ? arn : arn.slice(0, -qualifier.length - 1), qualifier }
}

/** The execution's name inside an execution's ARN; nothing when it is none. */
export function readExecutionArn(arn: string): { readonly name: string } | undefined {
  const name = executionArn.exec(arn)?.groups?.['name']
  return name === undefined ? undefined : { name }
}

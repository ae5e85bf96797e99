/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SFNServiceException,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { JsonClient, type JsonClientOptions, jsonCommand } from './json-client.ts'

export { ExecutionAlreadyExists, ExecutionDoesNotExist, InvalidToken, TaskDoesNotExist, TaskTimedOut }

export class SFNClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    const errors = {
      ExecutionAlreadyExists,
      ExecutionDoesNotExist,
      InvalidToken,
      TaskDoesNotExist,
      TaskTimedOut,
    }
    super(
      {
        name: 'states',
        environmentName: 'SFN',
        target: 'AWSStepFunctions',
        version: '1.0',
        errors,
        otherError: SFNServiceException,
      },
      options,
    )
  }
}

/** Its dates are left as seconds: nobody reads them. */
export const DescribeExecutionCommand = jsonCommand('DescribeExecution')
export const SendTaskSuccessCommand = jsonCommand('SendTaskSuccess')
export const StartExecutionCommand = jsonCommand('StartExecution')

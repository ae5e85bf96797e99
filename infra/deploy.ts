import { spawnSync } from 'node:child_process'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { stackOutputs } from './operate/stack-outputs.ts'
import { strandedCases, strandedLines } from './operate/stranded-cases.ts'
import { contextIn, stackName } from './stack-name.ts'

/*
 * `npm run deploy -- <arguments of cdk deploy>`: asks the table of the installation that is there, if one is, whether its open
 * cases can go on with the rules of this release, and only then deploys every stack.
 */
const given = process.argv.slice(2)
const table = await deployedTable(
  stackName({ stage: stageIn(given), instance: contextIn(given, 'instance') }),
)
if (table !== undefined) {
  const stranded = await strandedCases({ client: new DynamoDBClient({}), name: table })
  for (const line of strandedLines(stranded)) console.error(line)
  if (stranded.open.length > 0) {
    console.error('Nothing was deployed.')
    process.exit(1)
  }
}
const { status } = spawnSync('cdk', ['deploy', '--all', ...given], { stdio: 'inherit' })
process.exitCode = status ?? 1

function stageIn(args: readonly string[]): 'dev' | 'prod' {
  return contextIn(args, 'stage') === 'prod' ? 'prod' : 'dev'
}

/** The name of the table that the stack has; undefined before it is first deployed. */
async function deployedTable(stack: string): Promise<string | undefined> {
  try {
    return (await stackOutputs(new CloudFormationClient({}), stack)).TableName
  } catch (error) {
    // CloudFormation has no error of its own for a stack that there is not.
    const isNone = error instanceof Error && /There is no stack|does not exist/.test(error.message)
    if (isNone) return undefined
    throw error
  }
}

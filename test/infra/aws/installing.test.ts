import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { body } from '#functions/shared/aws/dynamo/table.ts'
import { byCdk } from '#infra/aws/installing-by-cdk.ts'
import { deploy, destroy, type Installing } from '#infra/aws/installing.ts'

const cloudFormation = mockClient(CloudFormationClient)
const dynamo = mockClient(DynamoDBClient)
const s3 = mockClient(S3Client)
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/1'
const prod = { stage: 'prod', mailFrom: 'no-reply@city.example', alarmEmail: 'operators@city.example' }

/** A stack that is there, and says so much of itself. */
function stackThere(name: string, outputs: Readonly<Record<string, string>>): void {
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }))
  const stack = {
    StackName: name,
    CreationTime: new Date(0),
    StackStatus: 'UPDATE_COMPLETE' as const,
    Outputs,
  }
  cloudFormation.on(DescribeStacksCommand, { StackName: name }).resolves({ Stacks: [stack] })
}

function openCase(rules: string): void {
  const state = { status: 'in-review', programme: { id: 'kerman', version: '1405.1', rules }, applicant: {} }
  dynamo.on(ScanCommand).resolves({ Items: [{ ...keys.head('TSV-1405-GONE2'), ...body({ state }) }] })
}

beforeEach(() => {
  for (const mock of [cloudFormation, dynamo, s3]) mock.reset()
  cloudFormation.on(DescribeStacksCommand).callsFake(({ StackName }) => {
    throw new Error(`Stack with id ${StackName} does not exist`)
  })
  dynamo.on(ScanCommand).resolves({ Items: [] })
})

function installing(context: Readonly<Record<string, unknown>>, args: readonly string[] = []) {
  const ran: (readonly string[])[] = []
  const said: string[] = []
  const region = 'eu-central-1'
  const given: Installing = {
    args,
    context: (name) => context[name],
    clients: {
      cloudFormation: (other) => new CloudFormationClient({ region: other ?? region }),
      dynamo: () => new DynamoDBClient({ region }),
      s3: () => new S3Client({ region }),
    },
    cdk: (command) => {
      ran.push(command)
      return 0
    },
    say: (line) => said.push(line),
  }
  return { given, ran, said }
}

describe('deploying', () => {
  it('goes on at once where nothing is deployed yet, with every argument', async () => {
    const { given, ran } = installing(prod, ['-c', 'stage=prod', '--profile', 'city'])
    expect(await deploy(given)).toBe(0)
    expect(ran).toEqual([['deploy', '--all', '-c', 'stage=prod', '--profile', 'city']])
    expect(dynamo.calls()).toEqual([])
  })

  it.each([
    ['production', prod, 'tasvib-prod'],
    ['development', {}, 'tasvib-dev'],
    ['one of several', { ...prod, instance: 'spring' }, 'tasvib-prod-spring'],
  ])(
    'asks the table of %s, as context says, and stops where a case would be stranded',
    async (_, context, stack) => {
      stackThere(stack, { TableName: `${stack}-table` })
      openCase('f'.repeat(64))
      const { given, ran, said } = installing(context)
      expect(await deploy(given)).toBe(1)
      expect(dynamo.commandCalls(ScanCommand)[0]?.args[0].input.TableName).toBe(`${stack}-table`)
      expect(said.join('\n')).toContain('TSV-1405-GONE2')
      expect(said.at(-1)).toBe('Nothing was deployed.')
      expect(ran).toEqual([])
    },
  )

  it('goes on where every case can', async () => {
    stackThere('tasvib-dev', { TableName: 'table' })
    const { given, ran } = installing({})
    expect(await deploy(given)).toBe(0)
    expect(ran).toHaveLength(1)
  })

  it('goes on over a stack whose first deployment failed, which has no table', async () => {
    stackThere('tasvib-dev', {})
    const { given, ran } = installing({})
    expect(await deploy(given)).toBe(0)
    expect(ran).toHaveLength(1)
  })

  it.each([{ stage: 'production' }, { stage: 'Prod' }, { stage: 'prod' }, { instance: 'Spring time' }])(
    'refuses context that cannot be used before it asks for anything: %j',
    async (context) => {
      const { given, ran } = installing(context)
      await expect(deploy(given)).rejects.toThrow(/context/)
      expect(cloudFormation.calls()).toEqual([])
      expect(ran).toEqual([])
    },
  )

  it('stops where CloudFormation cannot be asked', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('The security token is expired'))
    const { given, ran } = installing({})
    await expect(deploy(given)).rejects.toThrow('expired')
    expect(ran).toEqual([])
  })

  it("asks with the account and the region that the CDK's arguments name", async () => {
    const { clients } = byCdk(['--profile', 'city', '--region', 'me-central-1'])
    for (const client of [clients.cloudFormation(), clients.dynamo(), clients.s3()]) {
      expect(client.config).toMatchObject({ profile: 'city' })
      expect(await client.config.region()).toBe('me-central-1')
    }
  })
})

describe('destroying', () => {
  it('empties the bucket of the development stage and takes its stack away', async () => {
    stackThere('tasvib-dev-spring', { BucketName: 'files' })
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({ Versions: [{ Key: 'a', VersionId: '1' }] })
      .resolves({})
    s3.on(DeleteObjectsCommand).resolves({})
    const { given, ran, said } = installing({ instance: 'spring' }, ['-c', 'instance=spring'])
    expect(await destroy(given)).toBe(0)
    expect(said).toEqual(['1 files deleted from files'])
    expect(ran).toEqual([['destroy', 'tasvib-dev-spring', '--force', '-c', 'instance=spring']])
  })

  it.each([[{}], [{ edge: 'true', domain: 'city.example', certificateArn: certificate }]])(
    "takes the firewall's stack away after its own, in the region where that is, whatever the context says: %j",
    async (context) => {
      stackThere('tasvib-dev', {})
      stackThere('tasvib-dev-firewall', {})
      const deleted: (readonly [string | undefined, unknown, number])[] = []
      const { given, ran, said } = installing(context)
      cloudFormation
        .on(DeleteStackCommand)
        .callsFake(async ({ StackName }, getClient: () => CloudFormationClient) => {
          deleted.push([StackName, await getClient().config.region(), ran.length])
          cloudFormation
            .on(DescribeStacksCommand, { StackName })
            .rejects(Object.assign(new Error('Stack does not exist'), { name: 'ValidationError' }))
          return {}
        })
      expect(await destroy(given)).toBe(0)
      expect(ran).toEqual([['destroy', 'tasvib-dev', '--force']])
      expect(deleted).toEqual([['tasvib-dev-firewall', 'us-east-1', 1]])
      expect(said.at(-1)).toContain('tasvib-dev-firewall')
    },
  )

  it("leaves the firewall's stack while its own could not be taken away", async () => {
    stackThere('tasvib-dev', {})
    stackThere('tasvib-dev-firewall', {})
    const { given } = installing({})
    expect(await destroy({ ...given, cdk: () => 1 })).toBe(1)
    expect(cloudFormation.commandCalls(DeleteStackCommand)).toEqual([])
  })

  it('refuses production, wherever the context names it', async () => {
    stackThere('tasvib-prod', { BucketName: 'files' })
    stackThere('tasvib-dev', { BucketName: 'files' })
    const { given, ran } = installing(prod)
    expect(await destroy(given)).toBe(1)
    expect(s3.calls()).toEqual([])
    expect(ran).toEqual([])
  })

  it('says so where there is nothing to destroy', async () => {
    const { given, ran, said } = installing({})
    expect(await destroy(given)).toBe(1)
    expect(said).toEqual(['There is no stack tasvib-dev.'])
    expect(ran).toEqual([])
  })
})

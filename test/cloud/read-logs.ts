import {
  type CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs'

interface LogLine {
  readonly group: string
  readonly message: string
}

/** Every message of a log group, oldest first. */
export async function readLog(client: CloudWatchLogsClient, logGroupName: string): Promise<string[]> {
  const messages: string[] = []
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
    messages.push(...events.flatMap(({ message }) => message ?? []))
  }
  return messages
}

/** Every message of the log groups of a stack: their names have its name. */
export async function readLogs(client: CloudWatchLogsClient, stack: string): Promise<LogLine[]> {
  const lines: LogLine[] = []
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName: group = '' } of logGroups) {
      if (!group.includes(stack)) continue
      lines.push(...(await readLog(client, group)).map((message) => ({ group, message })))
    }
  }
  return lines
}

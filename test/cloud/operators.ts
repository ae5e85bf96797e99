import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EventBridgeClient, ListRulesCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge'
import type { Cloud } from './cloud.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Answer {
  readonly code: number
  readonly said: string
}

/** `npm run operate -- --stage dev --instance …`, as whoever runs the cloud. */
export async function operate(cloud: Cloud, ...args: readonly string[]): Promise<Answer> {
  const { instance = '' } = cloud.context
  return call(cloud, ['infra/operate/operate.ts', '--stage', 'dev', '--instance', instance, ...args])
}

/** What an outsider does with what the city hands out: the evidence of a case, the proof of a day, the seal's certificate. */
export async function verifyRootByHand(
  cloud: Cloud,
  handedOut: { readonly evidence: Uint8Array; readonly proof: string; readonly certificate: string },
): Promise<Answer> {
  const files = Object.entries(handedOut).map(([name, content]) => ({
    path: join(cloud.folder, name),
    content,
  }))
  for (const { path, content } of files) await writeFile(path, content)
  return call(cloud, ['infra/verify/tasvib-verify-root.mjs', ...files.map(({ path }) => path)])
}

async function call({ environment }: Cloud, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile('node', args, { cwd: root, env: environment, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr })
    })
  })
}

/** Has what is called once a day called each minute, by the same rule: nobody waits until midnight for a test. */
export async function hurryDaily({ client, stack }: Cloud): Promise<void> {
  const rules = new EventBridgeClient(client)
  try {
    const { Rules = [] } = await rules.send(new ListRulesCommand({ NamePrefix: stack }))
    const daily = Rules.filter(({ ScheduleExpression }) => ScheduleExpression?.startsWith('cron('))
    if (daily.length === 0) throw new Error('Nothing is called once a day')
    for (const { Name } of daily) {
      await rules.send(new PutRuleCommand({ Name, ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' }))
    }
  } finally {
    rules.destroy()
  }
}

import { spawn } from 'node:child_process'
import dns from 'node:dns'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { originalAddress } from '#functions/shared/aws/ses-mailer.ts'
import { freePort } from '#test/free-port.ts'
import type { Cloud } from './cloud.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const packages = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))

/** Seconds after which the emulator ends by itself, whatever became of the tests. */
const longestLife = 1_200
/** Milliseconds that it may take to start. */
const patience = 60_000

const account = '000000000000'
const region = 'eu-central-1'
const credentials = { accessKeyId: account, secretAccessKey: 'emulated' }

const mailsSchema = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.string(),
        BodyHtml: z.string().nullable(),
      }),
    ),
  ),
})
/** The cloud's services on this machine, with TLS and with every call checked against the caller's policies. */
export async function startEmulator(python: string): Promise<Cloud> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-cloud-'))
  const port = await freePort()
  const endpoint = `https://127.0.0.1:${port}`
  const certificate = join(folder, 'cert.pem')
  const shared = {
    PATH: [dirname(process.execPath), packages, process.env['PATH'] ?? ''].join(delimiter),
    // Whatever this account has configured for its own work with AWS plays no part.
    HOME: folder,
    TMPDIR: folder,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CA_BUNDLE: certificate,
    NODE_EXTRA_CA_CERTS: certificate,
  }
  const log = createWriteStream(join(folder, 'emulator.log'))
  await once(log, 'open')
  const child = spawn(python, [script('emulate.py'), folder, String(longestLife)], {
    // A group of its own, which it takes along when it ends.
    detached: true,
    stdio: ['pipe', log, log],
    env: {
      ...shared,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      USE_SSL: '1',
      AUTH: 'true',
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: account,
    },
  })
  const ended = once(child, 'exit')
  const client = { endpoint, region, credentials }
  const stop = async (): Promise<void> => {
    child.stdin.end()
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await Promise.race([
      serves(endpoint, certificate),
      ended.then(async () => {
        throw new Error(`The emulator ended:\n${await readFile(join(folder, 'emulator.log'), 'utf8')}`)
      }),
    ])
  } catch (error) {
    await stop()
    throw error
  }

  const environment = {
    ...shared,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  }
  return {
    kind: 'emulator',
    account,
    region,
    environment,
    client,
    folder,
    stack: 'tasvib-dev-suite',
    context: { instance: 'suite', mailRedirect: 'caught.example', emulated: 'true' },
    mails: async () => {
      const { messages } = mailsSchema.parse(await json(`${endpoint}/_ministack/ses/messages`))
      return (messages[account] ?? []).map(({ To, Subject, BodyText, BodyHtml }) => ({
        to: To.map(originalAddress).join(', '),
        subject: Subject,
        text: BodyText,
        html: BodyHtml ?? '',
      }))
    },
    stop,
  }
}

/** Waits until the emulator answers, and lets this process find and trust it. */
async function serves(endpoint: string, certificate: string): Promise<void> {
  const end = Date.now() + patience
  const late = () => {
    if (Date.now() > end) throw new Error('The emulator does not answer')
  }
  for (; !existsSync(certificate); await sleep(100)) late()
  setDefaultCACertificates([...getCACertificates('default'), await readFile(certificate, 'utf8')])
  resolveLocalNames()
  for (;;) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined)
    if (answer?.ok === true) return
    late()
    await sleep(200)
  }
}

/** Every name below `localhost` is this machine (RFC 6761, 6.3), but not every system's resolver knows it. */
function resolveLocalNames(): void {
  dns.lookup = new Proxy(dns.lookup, {
    apply: (lookup, self, [host, ...rest]: [string, ...unknown[]]) =>
      Reflect.apply(lookup, self, [host.endsWith('.localhost') ? '127.0.0.1' : host, ...rest]),
  })
}

async function json(address: string): Promise<unknown> {
  return (await fetch(address)).json()
}

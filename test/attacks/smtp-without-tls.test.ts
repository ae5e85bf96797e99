import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { until } from '#test/infra/machine/temporary-data.ts'
import { runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

const [member] = programmeById('kerman').caseOffice.members
const endings: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of endings.toReversed()) await end()
})

/** Somebody on the way to the mail server, who would read every link: without TLS, or with a certificate of their own. */
async function listener(disabledCommands: string[], port = 0) {
  const heard: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands,
    onMailFrom(address, _, done) {
      heard.push(`MAIL FROM ${address.address}`)
      done()
    },
    onAuth(auth, _, done) {
      heard.push(`AUTH ${auth.username ?? ''}`)
      done(null, { user: 'x' })
    },
    onData(stream, _, done) {
      stream.on('data', (part: Buffer) => heard.push(part.toString()))
      stream.on('end', done)
    },
  })
  server.on('error', () => undefined)
  const tries = { count: 0 }
  server.server.on('connection', () => {
    tries.count += 1
  })
  server.listen(port, '0.0.0.0')
  await once(server.server, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  endings.push(close)
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It has no port')
  // All addresses of this machine: by its name it is not the loopback, and so somewhere else.
  return { heard, tries, port: address.port, close }
}

describe('a mail server that cannot prove who it is', () => {
  it('hears neither a mail nor a password, nothing is lost, and the operator is told', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const plain = await listener(['STARTTLS'])
    const tasvib = await runTasvib({ smtpUrl: `smtp://tasvib:a-password@0.0.0.0:${plain.port}` })
    endings.push(() => tasvib.stop())
    const { localUrl, operatorUrl } = tasvib.runtime
    const body = new URLSearchParams({ email: member?.email ?? '' })
    await fetch(`${localUrl}/board/sign-in`, { method: 'POST', body })
    const health = async () => JSON.stringify(await (await fetch(`${operatorUrl}/health`)).json())
    await until(async () => (await health()).includes('"part":"mail"'), 'a word to the operator')
    await plain.close()
    const forged = await listener([], plain.port)
    await until(() => forged.tries.count > 1, 'tries with a certificate that nobody vouches for')
    expect([...plain.heard, ...forged.heard]).toEqual([])
    expect(plain.tries.count).toBeGreaterThan(0)
    expect(await health()).toContain('"status":"faulty"')
    expect(await tasvib.visitors.fa.mails()).toHaveLength(1)
    log.mockRestore()
  })
})

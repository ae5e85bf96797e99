import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openHealth } from '#infra/machine/health.ts'
import { type Mailbox, openMailbox } from '#infra/machine/mailbox.ts'
import { openMetrics } from '#infra/machine/metrics.ts'
import { openOperator } from '#infra/machine/operator/operator.ts'
import { workflowPage } from '#infra/machine/operator/workflow-page.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { afterwards } from '#test/infra/machine/temporary-data.ts'

interface Trace {
  readonly status: string
  readonly current?: string
}

async function operatorForTests(traces: Record<string, Trace> = {}, { production = false } = {}) {
  const mailbox: Mailbox = openMailbox({
    database: openDatabase(':memory:'),
    now: () => new Date('2026-11-22T10:00:00.000Z'),
  })
  const advances: number[] = []
  const operator = await openOperator(0)
  afterwards(() => operator.stop())
  const health = openHealth(() => new Date('2026-11-22T10:00:00.000Z'))
  const metrics = openMetrics(health)
  const trial = {
    publicUrl: 'http://public.example',
    mailbox,
    now: () => new Date('2026-11-22T10:00:00.000Z'),
    timeZone: 'Asia/Tehran',
    advance: async (milliseconds: number) => {
      advances.push(milliseconds)
      return new Date(Date.parse('2026-11-22T10:00:00.000Z') + milliseconds)
    },
    workflowPage: (reference: string | undefined) =>
      workflowPage(reference, {
        trace: (name) => traces[name],
        newest: (limit) =>
          Object.entries(traces)
            .slice(0, limit)
            .map(([name, trace]) => ({ name, ...trace })),
        draw: () => '<svg id="drawn"></svg>',
      }),
  }
  operator.open({ health, metrics, trial: production ? undefined : trial })
  return { url: `http://127.0.0.1:${operator.port}`, port: operator.port, mailbox, advances, health, metrics }
}

const mail = {
  from: 'tasvib@example.org',
  to: ['one@example.org'],
  replyTo: [],
  subject: '<b>موضوع</b>',
  html: '<p>سلام "شما"</p><script>steal()</script>',
  text: 'سلام',
  headers: {},
  attachments: [{ name: 'قرارداد (۱).pdf', type: 'application/pdf', bytes: Buffer.from([1, 2, 255]) }],
}

/** Unlike fetch, sends a Host header of its own choice. */
async function statusWithHost(port: number, host: string): Promise<number | undefined> {
  const request = httpRequest({ host: '127.0.0.1', port, path: '/mailbox', headers: { host } })
  request.end()
  const [response] = await once(request, 'response')
  response.resume()
  return response.statusCode
}

describe('the mailbox', () => {
  it('is JSON for programs, oldest first, with attachments to fetch', async () => {
    const { url, mailbox } = await operatorForTests()
    await mailbox.add(mail)
    await mailbox.add({ ...mail, subject: 'second', attachments: [] })
    const response = await fetch(`${url}/mailbox`, { headers: { accept: 'application/json' } })
    const mails = await response.json()
    expect(mails).toMatchObject([
      {
        to: 'one@example.org',
        subject: '<b>موضوع</b>',
        html: mail.html,
        text: 'سلام',
        at: '2026-11-22T10:00:00.000Z',
        attachments: [
          { name: 'قرارداد (۱).pdf', type: 'application/pdf', size: 3, href: '/mailbox/1/attachments/0' },
        ],
      },
      { subject: 'second', attachments: [] },
    ])
    const attachment = await fetch(`${url}/mailbox/1/attachments/0`)
    expect([...new Uint8Array(await attachment.arrayBuffer())]).toEqual([1, 2, 255])
    const name = /filename\*=UTF-8''(.*)$/.exec(attachment.headers.get('content-disposition') ?? '')?.[1]
    expect(decodeURIComponent(name ?? '')).toBe('قرارداد (۱).pdf')
    expect((await fetch(`${url}/mailbox/1/attachments/1`)).status).toBe(404)
  })

  it('is a page for people, newest first, that says so when there is nothing', async () => {
    const { url, mailbox } = await operatorForTests()
    const empty = await (await fetch(`${url}/mailbox`)).text()
    expect(empty).toContain('هنوز نامه‌ای نیامده است')
    expect(empty).toContain('No mail yet')
    await mailbox.add(mail)
    await mailbox.add({ ...mail, subject: 'the newer one' })
    const response = await fetch(`${url}/mailbox`)
    const page = await response.text()
    expect(page.indexOf('the newer one')).toBeLessThan(page.indexOf('&lt;b&gt;موضوع&lt;/b&gt;'))
    expect(page).toContain('href="/mailbox/2"')
    expect(page).not.toContain('<script')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('finds the mails of one recipient, by a part of the address', async () => {
    const { url, mailbox } = await operatorForTests()
    await mailbox.add(mail)
    await mailbox.add({ ...mail, to: ['Two@Example.org'], subject: 'for two' })
    const page = await (await fetch(`${url}/mailbox?to=TWO@`)).text()
    expect(page).toContain('for two')
    expect(page).not.toContain('href="/mailbox/1"')
    expect(page).toContain('value="TWO@"')
    const none = await (await fetch(`${url}/mailbox?to=${encodeURIComponent('"><script>')}`)).text()
    expect(none).toContain('There is no mail to this recipient')
    expect(none).not.toContain('<script')
  })

  it('shows a mail with its header and its text, and its HTML in a frame that runs and loads nothing', async () => {
    const { url, mailbox } = await operatorForTests()
    const headers = { 'Auto-Submitted': 'auto-generated' }
    await mailbox.add({ ...mail, replyTo: ['office@example.org'], headers })
    const page = await (await fetch(`${url}/mailbox/1`)).text()
    for (const part of [
      'one@example.org',
      'office@example.org',
      'auto-generated',
      'قرارداد (۱).pdf',
      '<pre>سلام',
    ]) {
      expect(page).toContain(part)
    }
    expect(page).not.toContain('steal()')
    expect(page).toMatch(
      /<iframe[^>]*src="\/mailbox\/1\/html"[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    )
    const framed = await fetch(`${url}/mailbox/1/html`)
    const policy = framed.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox allow-popups')
    expect(policy).not.toMatch(/script|allow-same-origin|connect/)
    expect(framed.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(await framed.text()).toContain('<base target="_blank">')
    expect((await fetch(`${url}/mailbox/2`)).status).toBe(404)
    expect((await fetch(`${url}/mailbox/2/html`)).status).toBe(404)
  })
})

describe('the clock', () => {
  it('tells the time and moves it by JSON', async () => {
    const { url, advances } = await operatorForTests()
    const told = await fetch(`${url}/clock`, { headers: { accept: 'application/json' } })
    expect(await told.json()).toEqual({ now: '2026-11-22T10:00:00.000Z' })
    const moved = await fetch(`${url}/clock`, { method: 'POST', body: '{"advance":"P3D"}' })
    expect(await moved.json()).toEqual({ now: '2026-11-25T10:00:00.000Z' })
    expect(advances).toEqual([259_200_000])
  })

  it('moves by its own form, back to its page', async () => {
    const { url, advances } = await operatorForTests()
    const body = new URLSearchParams({ advance: 'PT1H' })
    const headers = { origin: url, 'sec-fetch-site': 'same-origin' }
    const response = await fetch(`${url}/clock`, { method: 'POST', body, headers, redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/clock'])
    expect(advances).toEqual([3_600_000])
    expect(await (await fetch(`${url}/clock`)).text()).toContain('<form method="post" action="/clock">')
  })

  it.each(['{"advance":"3 days"}', '{"advance":"P1M"}', '{"advance":"P9999W"}', '{', '{}', '[]', ''])(
    'refuses %j',
    async (body) => {
      const { url, advances } = await operatorForTests()
      expect((await fetch(`${url}/clock`, { method: 'POST', body })).status).toBe(422)
      expect(advances).toEqual([])
    },
  )
})

describe('who may ask', () => {
  it('answers only to the names of this machine', async () => {
    const { port } = await operatorForTests()
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, 'evil.example', `localhost.evil.example:${port}`]
    expect(await Promise.all(hosts.map((host) => statusWithHost(port, host)))).toEqual([200, 200, 403, 403])
  })

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'refuses a post from another site: %j',
    async (headers) => {
      const { url, advances } = await operatorForTests()
      const response = await fetch(`${url}/clock`, { method: 'POST', body: '{"advance":"P1D"}', headers })
      expect(response.status).toBe(403)
      expect(advances).toEqual([])
    },
  )

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
  ])('lets no page of another site or port read anything: %j', async (headers) => {
    const { url, mailbox } = await operatorForTests()
    await mailbox.add(mail)
    const asked = ['/mailbox', '/mailbox/1/html', '/clock', '/workflow', '/health', '/metrics']
    for (const path of asked) {
      const response = await fetch(url + path, { headers })
      expect(response.status, path).toBe(403)
      expect(await response.text()).not.toContain('سلام')
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('how the machine is', () => {
  it('is told in a word while all is well, and with what is wrong and since when', async () => {
    const { url, health } = await operatorForTests()
    const well = await fetch(`${url}/health`)
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }])
    health.tell('mail', 'The mail server does not answer.')
    const ill = await fetch(`${url}/health`)
    expect(ill.status).toBe(503)
    expect(await ill.json()).toEqual({
      status: 'faulty',
      faults: [{ part: 'mail', since: '2026-11-22T10:00:00.000Z', what: 'The mail server does not answer.' }],
    })
    health.tell('mail', undefined)
    expect((await fetch(`${url}/health`)).status).toBe(200)
  })

  it('is counted from what the functions measured', async () => {
    const { url, metrics, health } = await operatorForTests()
    const measured = [
      { measured: 'entry', reference: 'TSV-1', type: 'ProposalSubmitted' },
      { measured: 'entry', reference: 'TSV-2', type: 'ProposalSubmitted' },
      { measured: 'relayed', reference: 'TSV-1', lag: 7 },
      { measured: 'relayed', reference: 'TSV-2', lag: 5 },
      { measured: 'effect-failed', reference: 'TSV-1', effect: 'mail' },
      { measured: 'standing', status: 'in-review', count: 12 },
      { measured: 'step-late', reference: 'TSV-1', status: 'sealing' },
      { measured: 'due', reference: 'TSV-1', lag: 40 },
      { measured: 'retired', count: 2 },
    ]
    for (const one of measured) metrics.observe(JSON.stringify({ level: 'info', ...one }))
    metrics.observe(JSON.stringify({ level: 'info', message: '"measured":' }))
    health.tell('ledgers', 'One is broken.')
    const response = await fetch(`${url}/metrics`)
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    const text = await response.text()
    expect(text.trimEnd().split('\n')).toEqual([
      'tasvib_up 1',
      'tasvib_fault{part="disk"} 0',
      'tasvib_fault{part="ledgers"} 1',
      'tasvib_fault{part="log"} 0',
      'tasvib_fault{part="mail"} 0',
      'tasvib_cases{status="in-review"} 12',
      'tasvib_clock_lag_milliseconds 40',
      'tasvib_effects_failed_total{effect="mail"} 1',
      'tasvib_entries_total{type="ProposalSubmitted"} 2',
      'tasvib_erased_total 2',
      'tasvib_relay_lag_milliseconds 5',
      'tasvib_steps_late_total 1',
    ])
    expect(text).not.toContain('TSV')
  })
})

describe('in production', () => {
  it('there is how the machine is, and nothing else', async () => {
    const { url, mailbox, advances } = await operatorForTests({}, { production: true })
    await mailbox.add(mail)
    for (const path of ['/health', '/metrics']) expect((await fetch(url + path)).status, path).toBe(200)
    const gone = ['/', '/mailbox', '/mailbox/1', '/mailbox/1/html', '/mailbox/1/attachments/0', '/clock']
    for (const path of [...gone, '/workflow', '/workflow/TSV-1404-7F3K2', '/Mailbox', '//mailbox']) {
      const response = await fetch(url + path, { headers: { accept: 'application/json' } })
      expect(response.status, path).toBe(404)
      expect(await response.text()).not.toContain('one@example.org')
    }
    const moved = await fetch(`${url}/clock`, { method: 'POST', body: '{"advance":"P3D"}' })
    expect(moved.status).toBe(404)
    expect(advances).toEqual([])
  })
})

describe('pages', () => {
  it('link everything from the first one', async () => {
    const { url } = await operatorForTests()
    const page = await (await fetch(url)).text()
    for (const href of [
      'http://public.example/',
      'http://public.example/board',
      '/mailbox',
      '/clock',
      '/workflow',
    ]) {
      expect(page).toContain(`href="${href}"`)
    }
  })

  it('draw the newest execution of a case', async () => {
    const { url } = await operatorForTests({
      'TSV-1404-7F3K2': { status: 'TIMED_OUT' },
      'TSV-1404-7F3K2-2': { status: 'RUNNING', current: 'Hold review stage' },
    })
    const page = await (await fetch(`${url}/workflow/TSV-1404-7F3K2`)).text()
    expect(page).toContain('TSV-1404-7F3K2-2')
    expect(page).toContain('Hold review stage')
    expect(page).toContain('<svg id="drawn">')
    expect((await fetch(`${url}/workflow/TSV-1404-AAAAA`)).status).toBe(404)
  })

  it('list the cases beside the bare state machine, and ask again while something runs', async () => {
    const { url } = await operatorForTests({
      'TSV-1404-7F3K2': { status: 'RUNNING', current: 'Await revision' },
      'TSV-1404-AAAAA': { status: 'SUCCEEDED' },
    })
    const page = await (await fetch(`${url}/workflow`)).text()
    expect(page).toContain('<svg id="drawn">')
    expect(page).toContain('href="/workflow/TSV-1404-7F3K2"')
    expect(page).toContain('Await revision')
    expect(page).toContain('href="/workflow/TSV-1404-AAAAA"')
    const refresh = async (name: string) => (await fetch(`${url}/workflow/${name}`)).headers.get('refresh')
    expect(await refresh('TSV-1404-7F3K2')).toBe('3')
    expect(await refresh('TSV-1404-AAAAA')).toBeNull()
    const none = await operatorForTests()
    expect(await (await fetch(`${none.url}/workflow`)).text()).toContain('No case yet')
  })

  it('answer 404 and 405 for the rest', async () => {
    const { url } = await operatorForTests()
    expect((await fetch(`${url}/nothing`)).status).toBe(404)
    const response = await fetch(`${url}/mailbox`, { method: 'POST', body: 'x' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await fetch(`${url}/clock`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413)
  })
})

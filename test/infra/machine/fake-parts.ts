import * as z from 'zod'
import type { FunctionName } from '#functions/catalogue.ts'
import type { ToldEntry } from '#functions/relay/relay.ts'
import { attemptCommit } from '#functions/shared/commit.ts'
import type { Handler, Home } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { type Doors, doors } from '#infra/machine/doors.ts'
import type { Parts } from '#infra/machine/runtime.ts'
import { applicant, documents, kerman } from '#test/workflows/proposal/case-play.ts'

/**
 * Stand-ins for the functions that use everything the runtime offers: a POST records a case; the relay starts its
 * execution and mails; the waiting state is ended at once as rejected; the clock function writes a row per day.
 */
const requestSchema = z.object({ routeKey: z.string(), body: z.string().optional() })

const today = () => `day-${clock.now().toISOString().slice(0, 10)}`

async function submit(home: Home, event: unknown) {
  const { routeKey, body } = requestSchema.parse(event)
  if (routeKey === 'POST /proposals') {
    const reference = body ?? ''
    const command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
    const dependencies = { ...home.commit(), programmeOf: () => kerman, programme: kerman }
    await attemptCommit(dependencies, null, command, [])
    return { statusCode: 202, body: JSON.stringify({ reference }) }
  }
  if (routeKey === 'POST /uploads') {
    return home.files().ticket({ name: 'plan.pdf', type: 'application/pdf', size: 'content'.length })
  }
  return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>form</p>' }
}

/** Whether a day was ticked, for tests that travel. */
async function board(home: Home) {
  const found = await home.waits().find(today())
  return { statusCode: 200, body: found === undefined ? '0' : '1' }
}

async function relay(home: Home, { entries }: { readonly entries: readonly ToldEntry[] }) {
  for (const { reference } of entries) {
    // An entry may come twice, and the second time its execution may have ended.
    await home.workflow().start({ name: reference, reference })
    await home.mailer().send({ to: `${reference}@example.org`, subject: reference, html: '', text: 'رسید' })
  }
  return entries.length
}

const awaitStepSchema = z.object({ token: z.string() })

async function awaitStep(home: Home, payload: unknown) {
  const { token } = awaitStepSchema.parse(payload)
  await home.workflow().resume(token, 'close')
  return {}
}

const stand: Partial<Record<FunctionName, (home: Home, payload: never) => Promise<unknown>>> = {
  submit,
  board,
  relay,
  'await-step': awaitStep,
  clock: (home) => home.waits().put({ reference: today(), key: 'ticked', token: '', execution: '' }),
}

export const fakeParts: Parts = {
  doors: Object.fromEntries(
    (Object.keys(doors) as FunctionName[]).map((name) => {
      const handler = stand[name] ?? (async () => ({ statusCode: 200 }))
      const door =
        (home: Home): Handler =>
        (payload) =>
          handler(home, payload as never)
      return [name, async () => ({ door })]
    }),
  ) as unknown as Doors,
}

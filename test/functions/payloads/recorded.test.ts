import { describe, expect, it } from 'vitest'
import { awaitStepInput } from '#functions/await-step/await-step.ts'
import { feedbackEvent } from '#functions/mail-feedback/feedback-event.ts'
import { fromStream } from '#functions/relay/from-stream.ts'
import type { ToldEntry } from '#functions/relay/relay.ts'
import { openCase } from '#functions/shared/aws/dynamo/head-row.ts'
import { body } from '#functions/shared/aws/dynamo/table.ts'
import { caseInput } from '#functions/shared/contract/ask-ledger.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { page } from '#functions/shared/http/http.ts'
import { lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import { claimSchema } from '#workflows/links/claim.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import * as recorded from './recorded.ts'

describe('what the previous release left under way', () => {
  it('is read from the stream', async () => {
    const told: ToldEntry[] = []
    const handler = fromStream(async ({ entries }) => told.push(...entries))
    expect(await handler(recorded.streamEvent010)).toEqual({ batchItemFailures: [] })
    expect(told.map(({ reference, body }) => [reference, parseEntry(JSON.parse(body))])).toMatchObject([
      ['TSV-1404-7F3K2', { type: 'AddressConfirmed', sequence: 2 }],
    ])
  })

  it('is taken from the workflow', () => {
    expect(awaitStepInput.parse(recorded.awaitStep010)).toEqual(recorded.awaitStep010)
    expect(caseInput.parse(recorded.caseInput010)).toEqual(recorded.caseInput010)
  })

  it('is taken from the mail service', () => {
    expect(feedbackEvent.parse(recorded.bounce010).detail).toMatchObject({
      eventType: 'Bounce',
      bounce: { bouncedRecipients: [{ emailAddress: 'reviewer@city.example' }] },
    })
  })

  it('is read from the table', () => {
    expect(openCase(body(recorded.head010)).state).toMatchObject({ status: 'between-stages', linksSince: {} })
    expect(claimSchema.parse(recorded.link010)).toMatchObject({ opens: 'review', seat: 'research-1' })
  })

  it('is taken from a page that stood open', async () => {
    const handler = httpHandler({
      edge: () => testEdge,
      dependencies: () => ({}),
      routes: {
        'POST /review/{token}': async ({ body: form, path }) => page(200, JSON.stringify({ form, path })),
      },
      log: () => undefined,
    })
    const answer = await handler(recorded.decisionRequest010, lambdaContext)
    expect(JSON.parse(answer.body ?? '')).toEqual({
      form: { decision: 'approve', reason: 'خوب است' },
      path: { token: 't'.repeat(43) },
    })
  })
})

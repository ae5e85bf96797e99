import * as z from 'zod'
import { financeParts } from '#functions/shared/requests/finance.ts'
import { problemSchema } from './request-bodies.ts'

/** What is described of answers; the rest of a page's facts is an object. */
export const answerSchemas = {
  Problem: problemSchema,
  Accepted: z.object({
    reference: z.string(),
    status: z.literal('unconfirmed'),
    /** For half an hour: has the mail sent again, or its address corrected. Without it where a request was repeated too often. */
    sending: z.string().optional(),
    links: z
      .object({ page: z.string(), mailAgain: z.string(), correctAddress: z.string() })
      .describe('Relative; to `mailAgain` and `correctAddress` the secret `sending` is posted.')
      .optional(),
  }),
  UploadTicket: z.object({
    fileId: z.string(),
    /** To be sent with the id in `secrets`: nobody else can take the file. */
    secret: z.string(),
    url: z.string().meta({ format: 'uri' }),
    fields: z.record(z.string(), z.string()),
  }),
  Delivery: z.looseObject({
    reference: z.string(),
    title: z.string(),
    corrected: z
      .object({
        /** The version that finance returned. */
        version: z.int().positive(),
        reason: z.string(),
        changed: z.array(z.enum(financeParts)),
      })
      .nullable()
      .describe(
        'Of a version that comes after one that finance returned: why it did, and what is different now.',
      )
      .optional(),
  }),
}

export type AnswerName = keyof typeof answerSchemas

import * as z from 'zod'
import { financeParts } from '#functions/shared/requests/finance.ts'
import { problemSchema } from './request-bodies.ts'

/** What is described of answers; the rest of a page's facts is an object. */
export const answerSchemas = {
  Problem: problemSchema,
  Accepted: z.object({ reference: z.string(), status: z.literal('unconfirmed') }),
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

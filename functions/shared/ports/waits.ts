import * as z from 'zod'

/** What the workflow of a case waits for. The token is a secret of the workflow's; it is in no entry and no log. */
export interface Wait {
  readonly reference: string
  /** `positionOf(state).key` when the wait began. */
  readonly key: string
  readonly token: string
  readonly execution: string
}

export const waitSchema = z.object({
  reference: z.string(),
  key: z.string(),
  token: z.string(),
  execution: z.string(),
}) satisfies z.ZodType<Wait>

export interface Waits {
  /** The newest wait replaces the one before. */
  put(wait: Wait): Promise<void>
  find(reference: string): Promise<Wait | undefined>
}

import * as z from 'zod'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Buffer
}

const structuredSchema = z.object({
  statusCode: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** What the connection itself decides. */
const notForHandlers = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade'])

/**
 * A function's result as an HTTP API answers it, payload format 2.0: an object with `statusCode` is the answer,
 * anything else is the JSON body of a 200.
 * @returns undefined if the result is no valid answer.
 */
export function fromResult(result: unknown): HttpAnswer | undefined {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null)
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }
  const parsed = structuredSchema.safeParse(result)
  if (!parsed.success) return undefined
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data
  const kept = Object.entries(headers ?? {})
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    // Only an answer without a body tells a length by itself, as that to a HEAD does.
    .filter(([name]) => !notForHandlers.has(name) || (name === 'content-length' && !body))
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      ...Object.fromEntries(kept),
      ...(cookies === null || cookies === undefined || cookies.length === 0 ? {} : { 'set-cookie': cookies }),
    },
    // Text stays text: Node sends it in one piece with the headers.
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  }
}

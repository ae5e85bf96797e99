import { html } from 'hono/html'
import * as z from 'zod'
import { parseDuration } from '#workflows/programme/duration.ts'
import { formatJalali, formatTime } from '#workflows/programme/jalali.ts'
import { json, type OperatorAnswer, page } from './page.ts'

const bodySchema = z.object({ advance: z.string() })

/** The farthest jump, in milliseconds: ten years. */
const farthest = 3_650 * 86_400_000

export async function clockPage(now: Date, timeZone: string): Promise<OperatorAnswer> {
  return page(
    'Clock',
    html`<h1>ساعت · Clock</h1>
<p lang="fa" dir="rtl">${formatJalali(now, 'fa', timeZone)}، ساعت ${formatTime(now, 'fa', timeZone)}</p>
<p><time datetime="${now.toISOString()}">${now.toISOString()}</time></p>
<form method="post" action="/clock">
<label>جلو بردن · Advance by <input name="advance" value="P1D" dir="ltr" size="10"></label>
<button>برو · Go</button> (ISO 8601: PT1H, P3D, P2W)
</form>`,
  )
}

/** Reads `{"advance":"P3D"}` or the form's field; answers milliseconds, or undefined if it is no such thing. */
export function parseAdvance(body: string, contentType: string): number | undefined {
  const form = contentType.startsWith('application/x-www-form-urlencoded')
  const given = bodySchema.safeParse(form ? Object.fromEntries(new URLSearchParams(body)) : parseJson(body))
  const milliseconds = given.success ? parseDuration(given.data.advance) : undefined
  return milliseconds === undefined || milliseconds > farthest ? undefined : milliseconds
}

export function clockJson(now: Date): OperatorAnswer {
  return json({ now: now.toISOString() })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

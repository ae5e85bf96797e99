import * as z from 'zod'
import { type Text, textSchema } from '#workflows/language.ts'

/** What a record of a legal route may have to hold, beside which one it is. */
export const routeParts = ['body', 'number', 'date', 'decision', 'tenderers'] as const
type RoutePart = (typeof routeParts)[number]

/** OCDS codelist `method`. */
export const procurementMethodSchema = z.enum(['open', 'selective', 'limited', 'direct'])

/** A way to a contract that the law leaves open, as the city's programme lists it. */
export interface LegalRoute {
  readonly id: string
  readonly name: Text
  readonly method: z.infer<typeof procurementMethodSchema>
  /** Why the law allows it; published with each contract. */
  readonly rationale: Text
  readonly requires: readonly RoutePart[]
}

/** As a record keeps it: what a route was called and meant when it was recorded stays so. */
export const namedRouteSchema = z.object({
  id: z.string(),
  name: textSchema,
  method: procurementMethodSchema,
  rationale: textSchema,
})

const decided: RoutePart[] = ['body', 'number', 'date', 'decision']

/** For a programme that lists none of its own. */
export const usualLegalRoutes = [
  {
    id: 'open-window',
    name: { fa: 'پنجرهٔ باز دریافت پیشنهاد', en: 'Open window for proposals' },
    method: 'open',
    rationale: {
      fa: 'شهرداری دریافت پیشنهاد را برای همه باز اعلام کرده بود و این طرح در همان پنجره رسیده است.',
      en: 'The city had announced that anybody may propose, and this proposal came in by that window.',
    },
    requires: decided,
  },
  {
    id: 'public-call',
    name: { fa: 'فراخوان عمومی', en: 'Public call' },
    method: 'open',
    rationale: {
      fa: 'این طرح در پی فراخوان عمومی و از میان شرکت‌کنندگان آن برگزیده شده است.',
      en: 'This proposal was chosen among those that answered a public call.',
    },
    requires: [...decided, 'tenderers'],
  },
  {
    id: 'waiver',
    name: { fa: 'ترک تشریفات', en: 'Waiver of tender formalities' },
    method: 'direct',
    rationale: {
      fa: 'مرجع صلاحیت‌دار ترک تشریفات مناقصه و مزایده را برای این قرارداد تصویب کرده است.',
      en: 'The competent body waived the formalities of a tender for this contract.',
    },
    requires: decided,
  },
  {
    id: 'pilot',
    name: { fa: 'اجرای آزمایشی', en: 'Pilot' },
    method: 'direct',
    rationale: {
      fa: 'مرجع صلاحیت‌دار اجرای آزمایشی و محدود این طرح را تصویب کرده است.',
      en: 'The competent body approved a limited pilot of this project.',
    },
    requires: decided,
  },
] satisfies LegalRoute[]

import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { fieldsOf, typed } from './form-faults.ts'
import { termsBytes } from './submission-terms.ts'

/** The hidden field that says which terms the form led to. */
export const termsField = 'terms'

const changed: FieldFault = {
  field: 'consent',
  code: 'terms-changed',
  message: {
    fa: 'شرایط پس از باز کردن این صفحه تغییر کرد. متن تازه را بخوانید و اگر می‌پذیرید دوباره نشانه بزنید.',
    en: 'The terms changed after you opened this page. Please read them anew and tick the box again if you accept.',
  },
}

/** Whether the form was filled in over other terms than those that hold now; whoever sends JSON may say nothing of them. */
export function termsFaults(body: unknown, current: string): readonly FieldFault[] {
  const shown = typed(body, termsField)
  return shown === '' || shown === current ? [] : [changed]
}

/** What was typed; terms that changed meanwhile are accepted anew. */
export function withoutConsent(
  body: unknown,
  programme: Pick<Programme, 'submissionTerms' | 'retention'>,
): Readonly<Record<string, unknown>> {
  const values = fieldsOf(body)
  return termsFaults(body, termsBytes(programme).digest).length === 0 ? values : { ...values, consent: false }
}

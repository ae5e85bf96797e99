import type { FieldFault } from '#functions/shared/http/problem.ts'

/** A field that people do not see. Only programs that fill in every field fill in this one. */
export const trap = 'website'

/** Said, and not passed over in silence: a browser may have filled it in for a person. */
export const trapFault: FieldFault = {
  field: trap,
  code: 'not-empty',
  message: {
    fa: 'خانه‌ای که باید خالی بماند پر شده بود و آن را پاک کردیم؛ لطفاً دوباره بفرستید.',
    en: 'A field that has to stay empty was filled in; it is empty again now, so please send the form once more.',
  },
}

export const longestKey = 200

export const keyFault: FieldFault = {
  field: 'idempotencyKey',
  code: 'too-long',
  message: {
    fa: 'کلید درخواست حداکثر ۲۰۰ نویسه است.',
    en: 'The request’s key has at most 200 characters.',
  },
}

export const reusedKeyFault: FieldFault = {
  field: 'idempotencyKey',
  code: 'reused',
  message: {
    fa: 'این کلید پیش‌تر برای درخواستی دیگر به کار رفته است؛ برای درخواست تازه کلید تازه‌ای بفرستید.',
    en: 'This key was used for a different request before; please send a new request with a new key.',
  },
}

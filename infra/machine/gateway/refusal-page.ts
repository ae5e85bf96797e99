import type { IncomingMessage } from 'node:http'
import { strictTransport } from '#functions/shared/edge/security-headers.ts'
import type { HttpAnswer } from './from-result.ts'

export type RefusalStatus = 400 | 403 | 404 | 405 | 408 | 413 | 421 | 431 | 500 | 503

/** Why a request is refused, where its status alone does not say it: `busy` before anything was begun, `late` in the middle. */
export type Refusal = RefusalStatus | 'busy' | 'late'

type RefusalLanguage = 'fa' | 'en'

const words: Record<RefusalLanguage, Record<Refusal, readonly [title: string, advice: string]>> = {
  fa: {
    400: ['نشانی خوانده نشد', 'نشانی را همان‌طور که در رایانامه آمده است باز کنید.'],
    403: [
      'این نشانی دیگر کار نمی‌کند',
      'به صفحهٔ پیش برگردید، آن را دوباره باز کنید و پیوند را از همان‌جا بزنید.',
    ],
    404: ['چنین صفحه‌ای نیست', 'نشانی را همان‌طور که در رایانامه آمده است باز کنید.'],
    405: ['این کار در این صفحه شدنی نیست', 'به صفحهٔ پیش برگردید و از دکمه‌های همان صفحه استفاده کنید.'],
    408: ['درخواست به‌موقع نرسید', 'اتصال اینترنت خود را بررسی کنید و دوباره بفرستید.'],
    413: [
      'آنچه فرستادید بزرگ‌تر از اندازهٔ مجاز است',
      'پیوست‌ها را کوچک‌تر یا نوشته را کوتاه‌تر کنید و دوباره بفرستید.',
    ],
    421: ['این نشانی از آنِ این سامانه نیست', 'نشانی را همان‌طور که در رایانامه آمده است باز کنید.'],
    431: [
      'سربرگ‌های درخواست بزرگ‌تر از اندازهٔ مجاز است',
      'کوکی‌های این نشانی را در مرورگر پاک کنید و دوباره تلاش کنید.',
    ],
    500: ['خطایی از سوی ما رخ داد', 'چیزی از دست نرفته است؛ کمی بعد دوباره تلاش کنید.'],
    503: ['سامانه هنوز آماده نیست', 'چند ثانیه دیگر دوباره تلاش کنید.'],
    busy: [
      'سامانه اکنون شلوغ است',
      'آنچه فرستادید دریافت نشد. چند ثانیه دیگر به صفحهٔ پیش برگردید، که نوشته‌هایتان در آن مانده است، و دوباره بفرستید.',
    ],
    late: [
      'پاسخ به‌موقع آماده نشد',
      'شاید آنچه فرستادید ثبت شده باشد: پیش از فرستادن دوباره، صفحه را باز کنید یا رایانامهٔ خود را ببینید.',
    ],
  },
  en: {
    400: ['This address cannot be read', 'Open the address as it stands in the email.'],
    403: [
      'This address is good no longer',
      'Go back to the page that you came from, load it again and follow its link.',
    ],
    404: ['There is no such page', 'Open the address as it stands in the email.'],
    405: ['That cannot be done on this page', 'Go back and use the buttons of the page.'],
    408: ['The request did not arrive in time', 'Check your connection and send it again.'],
    413: ['What you sent is larger than allowed', 'Send smaller attachments or a shorter text.'],
    421: ['This address is not ours', 'Open the address as it stands in the email.'],
    431: [
      'The headers of the request are larger than allowed',
      'Delete the cookies of this address in your browser and try again.',
    ],
    500: ['Something went wrong on our side', 'Nothing is lost; try again a little later.'],
    503: ['The service is not ready yet', 'Try again in a few seconds.'],
    busy: [
      'Many people are here just now',
      'What you sent was not taken. Go back in a few seconds to the page before, which still has what you wrote, and send it again.',
    ],
    late: [
      'The answer was not ready in time',
      'What you sent may have been recorded: before you send it again, open the page anew or look into your mail.',
    ],
  },
}

/** Seconds. */
const retryAfter = '5'

/** What of a request says how it is answered. */
type RefusedRequest = Partial<Pick<IncomingMessage, 'url'>> & {
  readonly headers: Pick<IncomingMessage['headers'], 'accept' | 'cookie'>
}

/** What every answer carries that no function wrote. */
export const safetyHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': strictTransport,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
} as const

/** A neutral answer in the reader's language: RFC 9457 problem+json if the client asks for JSON, else a page. */
export function refusalPage(refusal: Refusal, request: RefusedRequest): HttpAnswer {
  const language = chooseLanguage(request)
  const [title, advice] = words[language][refusal]
  const status = typeof refusal === 'number' ? refusal : 503
  const headers = {
    ...safetyHeaders,
    ...(status === 503 ? { 'retry-after': retryAfter } : {}),
    'content-language': language,
    vary: 'Accept, Cookie',
  }
  if (/\bjson\b/.test(request.headers.accept ?? '')) {
    const problem = { type: 'about:blank', title, status, detail: advice }
    return {
      status,
      headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
      body: JSON.stringify(problem),
    }
  }
  const direction = language === 'fa' ? 'rtl' : 'ltr'
  const body = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<meta name="color-scheme" content="light dark">
<style>body{font:1.0625rem/1.8 Vazirmatn,system-ui,Tahoma,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem}h1{font-size:1.5rem;line-height:1.5}</style></head>
<body><main><h1>${title}</h1><p>${advice}</p></main></body>
</html>
`
  return { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body }
}

/** `?lang=` first, then what was chosen before; Persian otherwise, as on every page. */
function chooseLanguage(request: RefusedRequest): RefusalLanguage {
  const asked = /[?&]lang=(fa|en)(?:&|$)/.exec(request.url ?? '')?.[1]
  const remembered = /(?:^|;\s*)(?:__Host-)?lang=(fa|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1]
  return (asked ?? remembered) === 'en' ? 'en' : 'fa'
}

import type { Language } from '#workflows/language.ts'

interface DemoWords {
  readonly title: string
  readonly submitted: (reference: string) => string
  readonly confirmed: string
  readonly complete: string
  readonly intake: string
  readonly promising: string
  readonly firmer: string
  readonly weak: string
  readonly changesRequested: string
  readonly revised: string
  readonly answered: string
  readonly convinced: string
  readonly research: string
  readonly conflict: string
  readonly recused: string
  readonly sound: string
  readonly reminded: string
  readonly investment: string
  readonly approved: string
  readonly board: (due: string, opensOnDayOff: boolean) => string
  readonly condition: string
  readonly issuer: string
  readonly settled: string
  readonly signedByStartup: string
  readonly signed: string
  readonly acknowledged: string
  readonly rechecked: (findings: string) => string
  readonly forged: (entry: number, verdict: string, status: number) => string
  readonly verified: (entries: number) => string
  readonly broken: (faults: number) => string
  readonly contract: string
  readonly release: string
  readonly ledger: string
  readonly bundle: string
  readonly took: (seconds: number) => string
}

const oneDecimal = { maximumFractionDigits: 1 }

/** What the demo's people write, and what it tells on the terminal. */
export const demoWords: Readonly<Record<Language, DemoWords>> = {
  fa: {
    title: 'یک پروندهٔ کامل، از پیشنهاد تا تأیید امور مالی',
    submitted: (reference) => `طرح استارتاپ سلامت ثبت شد: ${reference}`,
    confirmed: 'متقاضی نشانی رایانامهٔ خود را تأیید کرد و بررسی آغاز شد',
    complete: 'مدارک کامل است و موضوع در صلاحیت شهرداری است.',
    intake: 'دبیرخانه مدارک را کامل دانست',
    promising: 'طرح با اولویت‌های شهر هم‌خوان و اثر اجتماعی آن روشن است.',
    firmer: 'برآورد درآمد سه‌ساله پشتوانه ندارد؛ آن را بر پایهٔ دادهٔ اجرای آزمایشی بنویسید.',
    weak: 'با برآورد کنونی، درآمد پایدار برای شهرداری دیده نمی‌شود.',
    changesRequested: 'مرکز پژوهش: یک موافق، یک خواهان اصلاح، یک مخالف ← اصلاح خواسته شد',
    revised: 'متقاضی طرح را اصلاح کرد؛ دور دوم آغاز شد',
    answered: 'برآورد تازه بر دادهٔ اجرای آزمایشی استوار است.',
    convinced: 'با کف پرداخت تضمین‌شده، درآمد پایدار دیده می‌شود.',
    research: 'مرکز پژوهش در دور دوم تصویب کرد',
    conflict: 'یکی از بستگانم سهامدار این شرکت است.',
    recused: 'یک عضو کمیتهٔ فنی کناره گرفت و عضو علی‌البدل جای او نشست',
    sound: 'از نظر فنی و مالی پذیرفتنی است.',
    reminded: 'دو هفته گذشت؛ یادآوری با پیوند زنده رسید',
    investment: 'کمیتهٔ فنی سازمان سرمایه‌گذاری تصویب کرد',
    approved: 'با شرایط قرارداد موافقم.',
    board: (due, opensOnDayOff) =>
      `هیئت عالی${opensOnDayOff ? '، که در روزی تعطیل آغاز شد،' : ''} ${due} وقت داشت؛ شرط کمیته را خواند و رأی تعیین‌کننده آن را تصویب کرد`,
    condition: 'ضمانت‌نامهٔ بانکی پیش از آغاز کار به شهرداری تحویل شود.',
    issuer: 'بانک شهر، شعبهٔ کرمان',
    settled: 'دبیرخانه مفاد را با کف سهم، ضمانت‌نامه و شرط داور کامل کرد و قرارداد تنظیم شد',
    signedByStartup: 'نمایندهٔ استارتاپ با نام و کد امضا کرد',
    signed: 'مدیرعامل سازمان و شهردار امضا کردند',
    acknowledged: 'امور مالی دریافت قرارداد را تأیید کرد',
    verified: (entries) => `دفتر درست است: زنجیرهٔ ${entries.toLocaleString('fa-IR')} رویداد بی‌کم‌وکاست است`,
    rechecked: (findings) => `بستهٔ شواهد بی‌نیاز از سامانه راستی‌آزمایی شد: ${findings}`,
    forged: (entry, verdict, status) =>
      `رأی ردیف ${entry.toLocaleString('fa-IR')} برگردانده و همهٔ اثرانگشت‌ها از نو ساخته شد. راستی‌آزما: ${verdict} (کد پایان ${status.toLocaleString('fa-IR')})`,
    broken: (faults) => `دفتر نادرست است: ${faults.toLocaleString('fa-IR')} ایراد`,
    contract: 'قرارداد امضاشده',
    release: 'دادهٔ قرارداد باز',
    ledger: 'دفتر رویدادها',
    bundle: 'بستهٔ شواهد',
    took: (seconds) => `زمان: ${seconds.toLocaleString('fa-IR', oneDecimal)} ثانیه`,
  },
  en: {
    title: "One whole case, from the proposal to finance's receipt",
    submitted: (reference) => `The health startup's proposal is in: ${reference}`,
    confirmed: 'The applicant confirmed the address and the review began',
    complete: 'The documents are complete and the matter is the municipality’s.',
    intake: 'The secretariat found the documents complete',
    promising: 'It fits the city’s priorities and its social effect is clear.',
    firmer: 'The three-year revenue estimate has no support; base it on the pilot’s data.',
    weak: 'With this estimate I see no sustainable revenue for the municipality.',
    changesRequested: 'Research centre: one approves, one asks for changes, one rejects → changes requested',
    revised: 'The applicant revised the proposal; a second round began',
    answered: 'The new estimate rests on the data of the pilot.',
    convinced: 'With the guaranteed minimum the revenue is sustainable.',
    research: 'The research centre approved in the second round',
    conflict: 'A relative of mine holds shares in this company.',
    recused: 'A member of the technical committee recused herself; the alternate took the seat',
    sound: 'Technically and financially sound.',
    reminded: 'Two weeks passed; a reminder came with a live link',
    investment: 'The technical committee approved',
    approved: 'I agree with the terms.',
    board: (due, opensOnDayOff) =>
      `The board of investment${opensOnDayOff ? ', opened on a day off,' : ''} had time as announced (${due}); it read the committee’s condition, and the deciding vote approved`,
    condition: 'A bank guarantee is handed over before the work begins.',
    issuer: 'Bank Shahr, Kerman branch',
    settled:
      'The case office completed the terms with a floor, a guarantee and the reviewer’s condition; the contract was drawn up',
    signedByStartup: "The startup's representative signed with name and code",
    signed: 'The head of the organization and the mayor signed',
    acknowledged: 'Finance acknowledged the contract',
    verified: (entries) => `The ledger is whole: a chain of ${entries} entries`,
    rechecked: (findings) => `The evidence bundle was verified offline: ${findings}`,
    forged: (entry, verdict, status) =>
      `The vote in entry ${entry} was turned round and all digests made anew. The verifier: ${verdict} (exit status ${status})`,
    broken: (faults) => `The ledger is broken: ${faults} faults`,
    contract: 'Signed contract',
    release: 'Open-contracting data',
    ledger: 'Ledger',
    bundle: 'Evidence bundle',
    took: (seconds) => `Time: ${seconds.toLocaleString('en-GB', oneDecimal)} s`,
  },
}

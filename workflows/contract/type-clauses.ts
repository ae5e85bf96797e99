import type { Text } from '#workflows/language.ts'
import type { Facts } from './facts.ts'
import { type Paragraph, prose, value } from './prose.ts'
import type { ContractType } from './terms.ts'

/** What sets one partnership form apart from the others: its name, what it is about, how income is shared. */
export interface TypeClauses {
  readonly title: Text
  /** What the paper calls itself. */
  readonly instrument: Text
  readonly subject: (fa: Facts) => readonly Paragraph[]
  readonly shares: (fa: Facts) => readonly Paragraph[]
  readonly summary: (en: Facts) => { readonly subject: Paragraph; readonly shares: Paragraph }
}

const contract: Text = { fa: 'قرارداد', en: 'contract' }

const GROSS =
  'درآمد ناخالص یعنی همهٔ وجوهی که بابت طرح از بهره‌برداران یا هر شخص دیگر دریافت می‌شود، پیش از کسر هزینه‌ها و بدون احتساب مالیات بر ارزش افزوده.'

const financing = ({ investment }: Facts): Paragraph =>
  investment === ''
    ? prose`اجرای طرح نیازمند سرمایه‌گذاری اولیه نیست و شهرداری از این بابت تعهد پرداختی ندارد.`
    : prose`تأمین سرمایهٔ لازم به مبلغ ${investment} بر عهدهٔ شریک است و شهرداری از این بابت تعهد پرداختی ندارد.`

const financed = ({ investment }: Facts): string =>
  investment === ''
    ? 'No initial investment is required.'
    : `The Partner finances the investment of ${investment}.`

const grossShares = ({ share, partnerShare }: Facts): Paragraph =>
  prose`از درآمد ناخالص طرح، ${share} سهم شهرداری و ${partnerShare} سهم شریک است. ${GROSS}`

const grossSharesInEnglish = ({ share, partnerShare }: Facts): Paragraph =>
  prose`Of the gross revenue, ${share} goes to the Municipality and ${partnerShare} to the Partner.`

/** The clauses of the eight forms; Persian binds, English explains. */
export const typeClauses: Readonly<Record<ContractType, TypeClauses>> = {
  revenue_share: {
    title: { fa: 'قرارداد مشارکت در درآمد', en: 'Revenue-Share Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، راه‌اندازی و بهره‌برداری از طرح «${value(fa.title)}» به‌وسیلهٔ شریک و تقسیم درآمد حاصل از آن میان طرفین است.`,
      financing(fa),
    ],
    shares: (fa) => [grossShares(fa)],
    summary: (en) => ({
      subject: prose`The Partner launches and operates “${value(en.title)}”; the parties share its revenue. ${financed(en)}`,
      shares: grossSharesInEnglish(en),
    }),
  },
  civil_partnership: {
    title: { fa: 'قرارداد مشارکت مدنی', en: 'Civil Partnership Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، مشارکت مدنی طرفین در اجرای طرح «${value(fa.title)}» است. طرفین آوردهٔ خود را به‌صورت مشاع در هم می‌آمیزند و ادارهٔ مشارکت با شریک است.`,
      fa.investment === ''
        ? prose`آوردهٔ شریک، دانش فنی و خدمات اوست و آوردهٔ شهرداری در پیوست ۱ آمده است. ارزش آوردهٔ غیرنقدی هر طرف را کارشناس رسمی دادگستری تعیین می‌کند.`
        : prose`آوردهٔ شریک سرمایهٔ طرح به مبلغ ${fa.investment} و دانش فنی اوست و آوردهٔ شهرداری در پیوست ۱ آمده است. ارزش آوردهٔ غیرنقدی هر طرف را کارشناس رسمی دادگستری تعیین می‌کند.`,
    ],
    shares: (fa) => [
      prose`سهم‌الشرکهٔ شهرداری ${fa.share} و سهم‌الشرکهٔ شریک ${fa.partnerShare} است. درآمد مشارکت به همین نسبت تقسیم می‌شود.`,
      prose`زیان مشارکت نیز به نسبت سهم‌الشرکه تقسیم می‌شود، مگر زیانی که از تعدی یا تفریط یکی از طرفین پدید آید که بر عهدهٔ همان طرف است.`,
    ],
    summary: (en) => ({
      subject: prose`The parties form a civil partnership to carry out “${value(en.title)}”, managed by the Partner. ${en.investment === '' ? 'Contributions are in kind' : `The Partner contributes ${en.investment}`}; the Municipality's contribution is in Annex 1.`,
      shares: prose`The Municipality holds ${en.share} and the Partner ${en.partnerShare}; income and losses follow these shares, except losses caused by one party's fault.`,
    }),
  },
  bot: {
    title: { fa: 'قرارداد ساخت، بهره‌برداری و انتقال', en: 'Build–Operate–Transfer Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، ساخت و تجهیز طرح «${value(fa.title)}»، بهره‌برداری از آن در مدت قرارداد و انتقال آن به شهرداری در پایان مدت است.`,
      financing(fa),
      prose`در پایان مدت، شریک همهٔ تأسیسات، تجهیزات، نرم‌افزار و داده‌های طرح را سالم، آمادهٔ کار، آزاد از هر بدهی و بلاعوض به شهرداری منتقل می‌کند و کارکنان معرفی‌شدهٔ شهرداری را آموزش می‌دهد.`,
    ],
    shares: (fa) => [grossShares(fa)],
    summary: (en) => ({
      subject: prose`The Partner builds “${value(en.title)}”, operates it for the term, and then transfers it to the Municipality in working order, unencumbered and free of charge. ${financed(en)}`,
      shares: grossSharesInEnglish(en),
    }),
  },
  blt: {
    title: { fa: 'قرارداد ساخت، اجاره و انتقال', en: 'Build–Lease–Transfer Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، ساخت و تجهیز طرح «${value(fa.title)}» به‌وسیلهٔ شریک، اجارهٔ آن به شهرداری در مدت قرارداد و انتقال آن به شهرداری در پایان مدت است.`,
      financing(fa),
      prose`با پرداخت آخرین اجاره‌بها، مالکیت طرح بلاعوض و آزاد از هر بدهی به شهرداری منتقل می‌شود.`,
    ],
    shares: (fa) => [
      prose`اجاره‌بهای شریک ${fa.partnerShare} از درآمد ناخالص طرح است و ${fa.share} دیگر سهم شهرداری است. ${GROSS}`,
      prose`وصول درآمد به نمایندگی از شهرداری با شریک است؛ شریک اجاره‌بهای خود را برمی‌دارد و سهم شهرداری را می‌پردازد.`,
    ],
    summary: (en) => ({
      subject: prose`The Partner builds “${value(en.title)}”, leases it to the Municipality for the term and then transfers it free of charge. ${financed(en)}`,
      shares: prose`The rent is ${en.partnerShare} of the gross revenue, which the Partner collects on the Municipality's behalf; the remaining ${en.share} goes to the Municipality.`,
    }),
  },
  boo: {
    title: { fa: 'قرارداد ساخت، تملک و بهره‌برداری', en: 'Build–Own–Operate Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، ساخت، تملک و بهره‌برداری از طرح «${value(fa.title)}» به‌وسیلهٔ شریک است. مالکیت تأسیسات و تجهیزات طرح در پایان مدت نیز از آنِ شریک است.`,
      financing(fa),
      prose`عرصه و فضای شهری که در اختیار شریک قرار می‌گیرد در مالکیت شهرداری می‌ماند و شریک در پایان مدت آن را برچیده و به حال نخست بازمی‌گرداند.`,
    ],
    shares: (fa) => [
      grossShares(fa),
      prose`سهم شهرداری در برابر مجوزها، داده و فضایی است که در اختیار طرح می‌گذارد.`,
    ],
    summary: (en) => ({
      subject: prose`The Partner builds, owns and operates “${value(en.title)}”; public space stays the Municipality's and is given back restored. ${financed(en)}`,
      shares: grossSharesInEnglish(en),
    }),
  },
  lease: {
    title: { fa: 'قرارداد اجاره', en: 'Lease Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، واگذاری منافع فضا و امکانات شهرداری به شرح پیوست ۱، به‌صورت اجاره، به شریک برای اجرای طرح «${value(fa.title)}» است. استفادهٔ دیگر از مورد اجاره و واگذاری آن به غیر، بدون موافقت کتبی شهرداری، ممنوع است.`,
      financing(fa),
      prose`شریک در پایان مدت مورد اجاره را سالم تخلیه و تحویل می‌کند و بابت سرقفلی، حق کسب یا پیشه ادعایی ندارد.`,
    ],
    shares: (fa) => [
      prose`اجاره‌بها ${fa.share} از درآمد ناخالص طرح است و ${fa.partnerShare} دیگر از آنِ شریک است. ${GROSS}`,
    ],
    summary: (en) => ({
      subject: prose`The Municipality leases the space and facilities in Annex 1 to the Partner for “${value(en.title)}” only; no key money or goodwill arises. ${financed(en)}`,
      shares: prose`The rent is ${en.share} of the gross revenue; the Partner keeps ${en.partnerShare}.`,
    }),
  },
  service: {
    title: { fa: 'قرارداد ارائهٔ خدمات', en: 'Service Contract' },
    instrument: contract,
    subject: (fa) => [
      prose`موضوع قرارداد، ارائهٔ خدمات طرح «${value(fa.title)}» به شهروندان و شهرداری به‌وسیلهٔ شریک است. شریک خدمات را با نیروی متخصص و با کیفیت مندرج در پیوست ۱ ارائه می‌کند.`,
      financing(fa),
    ],
    shares: (fa) => [
      prose`بهای خدمات را بهره‌برداران می‌پردازند. از درآمد ناخالص خدمات، ${fa.share} سهم شهرداری و ${fa.partnerShare} حق‌الزحمهٔ شریک است. ${GROSS}`,
      prose`نرخ خدمات به شهروندان با تأیید شهرداری تعیین می‌شود.`,
    ],
    summary: (en) => ({
      subject: prose`The Partner provides the services of “${value(en.title)}” to citizens and the Municipality to the standard in Annex 1. ${financed(en)}`,
      shares: prose`Users pay for the services at rates the Municipality approves: ${en.share} of the gross revenue goes to the Municipality, ${en.partnerShare} is the Partner's fee.`,
    }),
  },
  pilot_mou: {
    title: { fa: 'تفاهم‌نامهٔ اجرای آزمایشی', en: 'Pilot Memorandum of Understanding' },
    instrument: { fa: 'تفاهم‌نامه', en: 'memorandum' },
    subject: (fa) => [
      prose`موضوع تفاهم‌نامه، اجرای آزمایشی و محدود طرح «${value(fa.title)}» و سنجش نتایج آن است.`,
      financing(fa),
      prose`شریک در پایان دورهٔ آزمایشی گزارش نتایج را می‌دهد. این تفاهم‌نامه حق انحصار یا حق تقدم پدید نمی‌آورد و قرارداد اصلی، اگر منعقد شود، تابع تشریفات قانونی خود است.`,
    ],
    shares: (fa) => [
      prose`اگر طرح در دورهٔ آزمایشی درآمدی داشته باشد، ${fa.share} از درآمد ناخالص سهم شهرداری و ${fa.partnerShare} سهم شریک است. ${GROSS}`,
    ],
    summary: (en) => ({
      subject: prose`A limited pilot of “${value(en.title)}”, with a report of its results. It grants neither exclusivity nor priority. ${financed(en)}`,
      shares: prose`Of any gross revenue during the pilot, ${en.share} goes to the Municipality and ${en.partnerShare} to the Partner.`,
    }),
  },
}

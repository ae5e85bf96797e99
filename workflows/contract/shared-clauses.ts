import type { Text } from '#workflows/language.ts'
import { printedIban } from '#workflows/programme/iban.ts'
import { asSent } from '#workflows/text/email-address.ts'
import { unprintable } from '#workflows/text/printability.ts'
import { type Facts, rialsInEnglish, rialsInPersian } from './facts.ts'
import { englishDate, jalaliLong, persianDecimal, persianDigits } from './persian.ts'
import { code, type Paragraph, prose, value } from './prose.ts'
import { guaranteeWords } from './terms-fields.ts'
import type { ContractTerms } from './terms.ts'

/** An address as it is printed: a domain in letters that no font has stands in its ASCII form. */
const printedAddress = (email: string): string => (unprintable(email).length > 0 ? asSent(email) : email)

/** An article without its number. */
export interface Article {
  readonly heading: string
  readonly paragraphs: readonly Paragraph[]
}

export interface ClauseContext {
  readonly terms: ContractTerms
  readonly facts: Facts
  /** The city's own name, for its courts. */
  readonly city: Text
  /** «قرارداد» or «تفاهم‌نامه». */
  readonly instrument: string
}

export const durationArticle = ({ facts, instrument }: ClauseContext): Article => ({
  heading: 'مدت',
  paragraphs: [
    prose`مدت ${instrument} ${facts.duration} است که از ${facts.starts} آغاز می‌شود و در پایان روز ${facts.ends} به پایان می‌رسد. ${instrument} پس از آخرین امضا لازم‌الاجراست.`,
    prose`تمدید آن تنها با توافق کتبی طرفین و پس از طی همان مراحل تصویب ممکن است.`,
  ],
})

const latePayment = ({ settlement: { graceDays, latePenaltyPercent } }: ContractTerms): Paragraph =>
  latePenaltyPercent === 0
    ? prose`تأخیر در پرداخت مشمول خسارت تأخیر تأدیه مطابق قانون است.`
    : prose`اگر تأخیر در پرداخت از ${persianDigits(graceDays)} روز بگذرد، به‌ازای هر روز تأخیر پس از آن، ${persianDecimal(latePenaltyPercent)} درصد از سهم معوق به‌عنوان وجه التزام به آن افزوده می‌شود.`

const scheduled = ({ schedule }: ContractTerms, { total }: Facts): Paragraph => {
  if (total === '')
    return prose`در برآورد طرح، مبلغی برای سهم شهرداری پیش‌بینی نشده است؛ اگر درآمدی پدید آید، سهم شهرداری برای همان سه‌ماهه پرداخت می‌شود.`
  return schedule === 'agreed'
    ? prose`طرفین توافق کردند که از سهم شهرداری ${total} به شرح جدول پیوست ۲، برای هر سه‌ماههٔ شمسی، علی‌الحساب پرداخت شود. برای سه‌ماهه‌هایی که در جدول نیامده‌اند، سهم شهرداری بر پایهٔ درآمد واقعی پرداخت می‌شود.`
    : prose`سهم برآوردی شهرداری ${total} است که برای هر سه‌ماههٔ شمسی، به شرح جدول پیوست ۲، علی‌الحساب پرداخت می‌شود. برای سال‌هایی که در جدول نیامده‌اند، سهم شهرداری بر پایهٔ درآمد واقعی هر سه‌ماهه پرداخت می‌شود.`
}

/** The least that the city's share comes to; nothing where no floor was agreed. */
export const floorClause = ({ facts: { floor }, instrument }: ClauseContext): readonly Paragraph[] =>
  floor === ''
    ? []
    : [
        prose`سهم شهرداری در هر سال از مدت ${instrument} در هیچ حال از ${floor} کمتر نیست و برای بخشی از سال به نسبت ماه‌های آن حساب می‌شود. کسری آن در تسویهٔ سالانه پرداخت می‌شود.`,
      ]

const guaranteeClause = (
  { kind, amount, issuer, expiresOn, extended }: ContractTerms['guarantees'][number],
  index: number,
): Paragraph => {
  const expiry =
    expiresOn === undefined
      ? ''
      : `، با اعتبار تا ${jalaliLong(expiresOn)}${extended === true ? '، که شریک آن را دست‌کم یک ماه پیش از پایان اعتبار تا تسویهٔ حساب تمدید می‌کند' : ''}`
  return prose`${persianDigits(index + 1)}) ${guaranteeWords[kind].fa} به مبلغ ${rialsInPersian(amount)}، صادرهٔ ${value(issuer)}${expiry}؛`
}

/** What the partner hands over: as agreed one by one, or as the regulations have it. */
const guaranteeClauses = ({ guarantees }: ContractTerms): readonly Paragraph[] =>
  guarantees.length === 0
    ? [
        prose`شریک پیش از شروع کار، تضمین انجام تعهدات را به میزان و در یکی از قالب‌های پیش‌بینی‌شده در آیین‌نامهٔ مالی شهرداری‌ها به شهرداری می‌سپارد. تضمین پس از پایان مدت و تسویهٔ حساب آزاد می‌شود.`,
      ]
    : [
        prose`شریک پیش از شروع کار، برای تضمین انجام تعهدات خود این تضمین‌ها را به شهرداری می‌سپارد:`,
        ...guarantees.map(guaranteeClause),
        prose`شریک اعتبار هر تضمین را تا تسویهٔ حساب تمدید می‌کند. تضمین پس از پایان مدت و تسویهٔ حساب آزاد می‌شود.`,
      ]

const guaranteesInEnglish = ({ guarantees }: ContractTerms): Paragraph =>
  guarantees.length === 0
    ? prose`The Partner lodges a performance guarantee under the financial regulations of municipalities.`
    : [
        ...prose`The Partner lodges before work begins: `,
        ...guarantees.flatMap(({ kind, amount, issuer, expiresOn, extended }, index) => {
          const expiry =
            expiresOn === undefined
              ? ''
              : `, valid until ${englishDate(expiresOn)}${extended === true ? ' and extended by the Partner, a month before it ends at the latest, until the final settlement' : ''}`
          const end = index === guarantees.length - 1 ? '.' : '; '
          return prose`${guaranteeWords[kind].en.toLowerCase()} of ${rialsInEnglish(amount)}, issued by ${value(issuer)}${expiry}${end}`
        }),
      ]

export const paymentArticle = ({ terms, facts }: ClauseContext): Article => ({
  heading: 'پرداخت سهم شهرداری',
  paragraphs: [
    scheduled(terms, facts),
    prose`سهم هر سه‌ماهه حداکثر ${persianDigits(terms.settlement.days)} روز پس از پایان آن، تنها به حساب زیر پرداخت می‌شود. تغییر حساب فقط با الحاقیهٔ امضاشدهٔ هر دو طرف معتبر است.`,
    prose`شمارهٔ شبای شهرداری: ${code(printedIban(terms.iban))}`,
    prose`شریک حداکثر تا دو ماه پس از پایان هر سال شمسی، صورت درآمد حسابرسی‌شدهٔ طرح را ارائه می‌کند و مابه‌التفاوت سهم واقعی و علی‌الحساب ظرف پانزده روز تسویه می‌شود.`,
    latePayment(terms),
  ],
})

/** The articles after subject, duration, shares and payment; the same for every partnership form. */
export const sharedArticles = ({ terms, city, instrument }: ClauseContext): readonly Article[] => [
  {
    heading: 'تعهدات شریک',
    paragraphs: [
      prose`شریک طرح را مطابق پیوست ۱ و با رعایت مقررات شهری، ایمنی و محیط زیست اجرا می‌کند و مجوزهای قانونی لازم را، جز آنچه تعهد شهرداری است، خود می‌گیرد.`,
      prose`شریک دفاتر و حساب‌های طرح را جدا نگه می‌دارد، دسترسی شهرداری را برای نظارت و حسابرسی فراهم می‌کند و هر سه ماه گزارش پیشرفت می‌دهد.`,
      prose`واگذاری تمام یا بخشی از ${instrument} به دیگری، بدون موافقت کتبی شهرداری، ممنوع است. تعهدات شریک در برابر کارکنان، بیمه و مالیات خود بر عهدهٔ اوست.`,
    ],
  },
  {
    heading: 'تعهدات شهرداری',
    paragraphs: [
      prose`شهرداری آنچه را در بخش دوم پیوست ۱ آمده است، در حدود اختیارات قانونی خود، در اختیار شریک می‌گذارد.`,
      prose`شهرداری یک نمایندهٔ ناظر معرفی می‌کند و به مکاتبات شریک ظرف ده روز کاری پاسخ می‌دهد.`,
    ],
  },
  {
    heading: 'تضمین‌ها',
    paragraphs: [
      ...guaranteeClauses(terms),
      prose`طرفین اعلام می‌کنند که مشمول قانون منع مداخلهٔ وزرا و نمایندگان مجلس و کارمندان دولت در معاملات دولتی و کشوری (مصوب ۱۳۳۷) نیستند.`,
    ],
  },
  {
    heading: 'محرمانگی و دادهٔ شخصی',
    paragraphs: [
      prose`هر طرف اطلاعات محرمانهٔ طرف دیگر را تنها برای اجرای ${instrument} به کار می‌برد و تا سه سال پس از پایان آن فاش نمی‌کند. انتشار اطلاعاتی که قانون انتشار و دسترسی آزاد به اطلاعات لازم می‌داند، نقض محرمانگی نیست.`,
      prose`دادهٔ شخصی شهروندان تنها به اندازهٔ لازم و برای هدف اعلام‌شده گردآوری می‌شود، در داخل کشور نگهداری می‌شود، به دیگری واگذار نمی‌شود و در پایان مدت، پس از تحویل آنچه از آنِ شهرداری است، پاک می‌شود. شریک هر رخنهٔ داده را ظرف ۷۲ ساعت به شهرداری خبر می‌دهد.`,
    ],
  },
  {
    heading: 'قوهٔ قاهره',
    paragraphs: [
      prose`اگر حادثه‌ای خارجی، پیش‌بینی‌ناپذیر و دفع‌ناشدنی اجرای تعهدی را ناممکن کند، آن تعهد تا رفع مانع معلق می‌شود و طرف گرفتار باید ظرف هفت روز آن را کتبی خبر دهد. اگر مانع بیش از شش ماه ادامه یابد، هر طرف می‌تواند ${instrument} را خاتمه دهد.`,
    ],
  },
  {
    heading: 'حل اختلاف',
    paragraphs: [
      prose`${value(terms.disputes.fa)} اگر اختلاف حل نشود، رسیدگی با دادگاه صالح در ${value(city.fa)} است.`,
      prose`بررسی اختلاف، اجرای تعهدات دیگر را متوقف نمی‌کند. ارجاع به داوری تابع اصل ۱۳۹ قانون اساسی است.`,
    ],
  },
  {
    heading: 'فسخ و خاتمه',
    paragraphs: [
      prose`اگر یکی از طرفین تعهدی اساسی را نقض کند و ظرف سی روز از اخطار کتبی آن را جبران نکند، طرف دیگر می‌تواند ${instrument} را فسخ کند و خسارت بخواهد.`,
      prose`نادرستی اعلام‌های شریک، ورشکستگی او یا واگذاری غیرمجاز، به شهرداری حق فسخ فوری می‌دهد. در هر حال حساب‌ها ظرف سی روز تسویه و دادهٔ شهرداری بازگردانده می‌شود.`,
    ],
  },
  {
    heading: 'قانون حاکم، امضا و ابلاغ',
    paragraphs: [
      prose`این ${instrument} تابع قوانین جمهوری اسلامی ایران است. طرفین امضای الکترونیکی آن را مطابق قانون تجارت الکترونیکی (مصوب ۱۳۸۲) می‌پذیرند.`,
      prose`ابلاغ به شریک به نشانی ${code(printedAddress(terms.parties.startup.email))} و ابلاغ به شهرداری از راه دبیرخانهٔ آن معتبر است.`,
    ],
  },
  {
    heading: 'پیوست‌ها و نسخه‌ها',
    paragraphs: [
      prose`پیوست ۱ (شرح طرح و آوردهٔ شهرداری)، پیوست ۲ (جدول پرداخت) و پیوست ۳ (شرایط تصویب) جزء جدایی‌ناپذیر این ${instrument} است. متن فارسی معتبر است و خلاصهٔ انگلیسی تنها برای آگاهی است. هر تغییر تنها با الحاقیهٔ کتبی امضاشدهٔ طرفین معتبر است.`,
    ],
  },
]

/** The same articles in English, a sentence each; explains, does not bind. */
export const sharedSummary = (terms: ContractTerms, city: Text): readonly Article[] => [
  {
    heading: 'Obligations and guarantees',
    paragraphs: [
      prose`The Partner carries out the plan in Annex 1, keeps separate accounts open to audit and reports quarterly; it may not assign without written consent. The Municipality provides what part two of Annex 1 lists, within its legal powers. Both declare no conflict under the 1958 conflict-of-interest act.`,
      guaranteesInEnglish(terms),
    ],
  },
  {
    heading: 'Confidentiality and personal data',
    paragraphs: [
      prose`Confidential information is used for this purpose alone; disclosure required by the freedom-of-information act is allowed. Personal data is kept to the minimum, inside the country, and erased at the end; breaches are reported within 72 hours.`,
    ],
  },
  {
    heading: 'Force majeure, disputes, termination, law',
    paragraphs: [
      prose`Force majeure suspends obligations and after six months allows termination. ${value(terms.disputes.en)} What stays unresolved goes to the competent court of ${value(city.en)}. A fundamental breach not cured within thirty days of notice allows termination. The law of the Islamic Republic of Iran governs; electronic signatures are accepted under the Electronic Commerce Act of 2004.`,
    ],
  },
]

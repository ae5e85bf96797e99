import type { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

const programme = programmeById('kerman')
const { fields } = sampleProposals.fa
const [head, mayor] = programme.signing.signatories.map(({ holder }) => holder)
if (head === undefined || mayor === undefined) throw new Error('Two people sign for Kerman')

/** One case from the approved proposal to finance's receipt, and what its contract must say. Amounts are sums by hand. */
export interface ContractStory {
  readonly type: string
  readonly name: string
  /** What differs from the health startup's proposal. */
  readonly proposal: Readonly<Record<string, unknown>>
  /** From the approval to the acknowledgement; answers finance's page. */
  readonly play: (players: CasePlayers, founder: string) => Promise<string>
  /** Of the contract that is acknowledged. */
  readonly version: number
  readonly clauses: readonly string[]
  /** What another kind of contract says, or an earlier version of this one said. */
  readonly never: readonly string[]
  /** Rials, quarter by quarter, or their sum alone where the quarters follow from the day on which the test runs. */
  readonly total: number
  /** In the order of time. */
  readonly events: readonly string[]
}

const signedByAll = [
  'ContractSigned',
  'ContractSigned',
  'ContractSigned',
  'ContractSealed',
  'ContractDelivered',
]
const corrected = 'IR820540102680020817909002'

async function signByAll(players: CasePlayers, founder: string): Promise<void> {
  await players.sign(founder, String(fields['contactName']))
  for (const { email: to, name } of [head, mayor].filter((person) => person !== undefined)) {
    await players.sign(to, name.fa)
  }
}

const acknowledge = { outcome: 'acknowledge', voucher: 'F-1405-0042', note: 'ثبت شد' }

/** Straight through the review: nobody asks for changes. Only so many proposals are taken from one address. */
export async function approved(
  players: CasePlayers,
  { founder, proposal }: { readonly founder: string; readonly proposal: ContractStory['proposal'] },
): Promise<string> {
  const answers = { ...fields, ...proposal, email: founder }
  const reference = await players.submit({ fields: answers, revised: {} }, crypto.randomUUID())
  await players.confirm(founder)
  for (const { seats, quorum } of programme.stages) {
    const enough = quorum.kind === 'all' ? seats.length : 2
    // Full marks: nothing that the others might still say could change the outcome.
    for (const { holder } of seats.slice(0, enough)) {
      await players.review(holder.email, 'approve', 'طرح با نیاز شهر سازگار است.', '5')
    }
  }
  return reference
}

export const contractStories: readonly ContractStory[] = [
  {
    type: 'revenue_share',
    name: 'a share of the revenue, whose signature the organization refuses for want of a floor',
    proposal: {},
    version: 2,
    play: async (players, founder) => {
      await players.settleTerms({}, '')
      await players.sign(founder, String(fields['contactName']))
      await players.refuseToSign(head.email, 'کف سالانهٔ سهم شهرداری در متن نیامده است.')
      await players.settleTerms({ shareFloor: '۱٬۵۰۰٬۰۰۰٬۰۰۰' }, 'کف سالانه افزوده شد.')
      await signByAll(players, founder)
      return players.finance(acknowledge)
    },
    clauses: [
      'قرارداد مشارکت در درآمد',
      'تقسیم درآمد حاصل از آن میان طرفین است',
      '۱۲٫۵ درصد سهم شهرداری و ۸۷٫۵ درصد سهم شریک است',
      'تأمین سرمایهٔ لازم به مبلغ ۱۸٬۵۰۰٬۰۰۰٬۰۰۰ ریال (هجده میلیارد و پانصد میلیون ریال) بر عهدهٔ شریک است',
      'در هیچ حال از ۱٬۵۰۰٬۰۰۰٬۰۰۰ ریال (یک میلیارد و پانصد میلیون ریال) کمتر نیست',
      // The floor for the first year, an eighth of 21 and 36 billion for the others.
      '۸٬۶۲۵٬۰۰۰٬۰۰۰ ریال (هشت میلیارد و ششصد و بیست و پنج میلیون ریال)',
      'Revenue-Share Contract',
      'at least, in proportion for part of a year',
    ],
    never: ['بلاعوض به شهرداری منتقل', 'سرقفلی', 'اجاره‌بها'],
    total: 8_625_000_000,
    events: [
      'ContractDrawnUp',
      'ContractSigned',
      'SignatureRefused',
      'TermsReleased',
      'ContractDrawnUp',
      ...signedByAll,
      'ReceiptAcknowledged',
    ],
  },
  {
    type: 'bot',
    name: 'build, operate and transfer, which finance returns for the account',
    proposal: {
      title: 'پارکینگ هوشمند طبقاتی میدان آزادی',
      titleEn: 'Smart multi-storey car park, Azadi square',
      category: 'mobility',
      contractType: 'bot',
      municipalShare: '۲۰',
      capex: '۶۰٬۰۰۰٬۰۰۰٬۰۰۰',
      annualRevenue: ['۰', '۱۲٬۰۰۰٬۰۰۰٬۰۰۰', '۲۴٬۰۰۰٬۰۰۰٬۰۰۰'],
      durationMonths: '۱۲۰',
    },
    version: 2,
    play: async (players, founder) => {
      await players.settleTerms()
      await signByAll(players, founder)
      await players.finance({ outcome: 'return', reason: 'شماره شبا از آنِ حساب درآمد سرمایه‌گذاری نیست.' })
      await players.settleTerms({ iban: corrected }, 'حساب درست شد.')
      await signByAll(players, founder)
      return players.finance(acknowledge)
    },
    clauses: [
      'قرارداد ساخت، بهره‌برداری و انتقال',
      'آزاد از هر بدهی و بلاعوض به شهرداری منتقل می‌کند',
      'مدت قرارداد ۱۲۰ (یکصد و بیست) ماه شمسی است',
      'به مبلغ ۶۰٬۰۰۰٬۰۰۰٬۰۰۰ ریال (شصت میلیارد ریال)',
      '۷٬۲۰۰٬۰۰۰٬۰۰۰ ریال (هفت میلیارد و دویست میلیون ریال)',
      'IR82 0540 1026 8002 0817 9090 02',
      'Build–Operate–Transfer Contract',
    ],
    never: ['IR40 0610 0000 0000 1404 0000 17', 'سرقفلی', 'در هیچ حال از'],
    total: 7_200_000_000,
    events: [
      'ContractDrawnUp',
      ...signedByAll,
      'ContractReturned',
      'TermsReleased',
      'ContractDrawnUp',
      ...signedByAll,
      'ReceiptAcknowledged',
    ],
  },
  {
    type: 'lease',
    name: 'a lease with agreed payments and guarantees',
    proposal: {
      title: 'غرفه‌های صنایع‌دستی باغ موزه',
      titleEn: 'Handicraft stalls in the museum garden',
      category: 'tourism',
      contractType: 'lease',
      municipalShare: '۳۰',
      capex: '۰',
      durationMonths: '۲۴',
    },
    version: 1,
    play: async (players, founder) => {
      await players.settleTerms({
        startsOn: '۱۴۰۷/۰۱/۰۱',
        payments: 'بهار ۱۴۰۷: ۲۵۰٬۰۰۰٬۰۰۰\nتابستان ۱۴۰۷: ۳۰۰٬۰۰۰٬۰۰۰',
        guaranteeKind: ['promissory_note', 'real_estate', '', ''],
        guaranteeAmount: ['۵۰۰٬۰۰۰٬۰۰۰', '۴٬۰۰۰٬۰۰۰٬۰۰۰', '', ''],
        guaranteeIssuer: ['سارا کریمی', 'دفتر اسناد رسمی ۱۲ کرمان', '', ''],
        guaranteeExpiry: ['', '۱۴۰۹/۱۲/۲۹', '', ''],
      })
      await signByAll(players, founder)
      return players.finance(acknowledge)
    },
    clauses: [
      'قرارداد اجاره',
      'بابت سرقفلی، حق کسب یا پیشه ادعایی ندارد',
      'اجاره‌بها ۳۰ درصد از درآمد ناخالص طرح است',
      'نیازمند سرمایه‌گذاری اولیه نیست',
      'از ۱ فروردین ۱۴۰۷ آغاز می‌شود و در پایان روز ۳۰ اسفند ۱۴۰۸ به پایان می‌رسد',
      'طرفین توافق کردند که از سهم شهرداری ۵۵۰٬۰۰۰٬۰۰۰ ریال (پانصد و پنجاه میلیون ریال)',
      'سفته به مبلغ ۵۰۰٬۰۰۰٬۰۰۰ ریال (پانصد میلیون ریال)',
      'وثیقهٔ ملکی به مبلغ ۴٬۰۰۰٬۰۰۰٬۰۰۰ ریال (چهار میلیارد ریال)',
      'Lease Contract',
      'no key money or goodwill arises',
    ],
    never: ['بلاعوض به شهرداری منتقل', 'تفاهم‌نامه'],
    total: 550_000_000,
    events: ['ContractDrawnUp', ...signedByAll, 'ReceiptAcknowledged'],
  },
  {
    type: 'pilot_mou',
    name: 'a pilot of a team that is no company, without revenue',
    proposal: {
      applicantType: 'team',
      legalId: '',
      orgName: 'گروه هوای پاک',
      knowledgeBased: 'none',
      title: 'سنجش کیفیت هوا در پنج چهارراه',
      titleEn: 'Air quality at five crossings',
      category: 'waste_environment',
      contractType: 'pilot_mou',
      municipalShare: '۵۰',
      capex: '۰',
      annualRevenue: ['۰', '۰', '۰'],
      durationMonths: '۶',
    },
    version: 1,
    play: async (players, founder) => {
      await players.settleTerms()
      await signByAll(players, founder)
      return players.finance(acknowledge)
    },
    clauses: [
      'تفاهم‌نامهٔ اجرای آزمایشی',
      'این تفاهم‌نامه حق انحصار یا حق تقدم پدید نمی‌آورد',
      'مدت تفاهم‌نامه ۶ (شش) ماه شمسی است',
      'مبلغی برای سهم شهرداری پیش‌بینی نشده است',
      'Pilot Memorandum of Understanding',
      'grants neither exclusivity nor priority',
    ],
    never: ['به شناسهٔ ملی 10380284790', 'علی‌الحساب پرداخت می‌شود', 'این قرارداد به شمارهٔ'],
    total: 0,
    events: ['ContractDrawnUp', ...signedByAll, 'ReceiptAcknowledged'],
  },
]

import { englishDate, jalaliLong } from '#workflows/contract/persian.ts'
import type { Language, Text } from '#workflows/language.ts'
import { formatDate } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Actor, DataOf, Entry, EntryType } from '#workflows/proposal/entries.ts'
import { becauseOf } from '#workflows/proposal/stage-closing.ts'
import {
  type ClosedStage,
  type Person,
  type ProposalState,
  type StageOutcome,
  samePerson,
} from '#workflows/proposal/state.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { causeWords } from './cause-words.ts'
import { deadlineWords, momentWords } from './deadline-words.ts'
import { decisionWords } from './decision-words.ts'
import { keptText, retentionRuleWords } from './kept-text.ts'
import { stageLapseWords } from './lapse-words.ts'
import { asWritten, placeName, seatName, signatoryName, stageName } from './names.ts'
import { guaranteeChangeWords } from './obligation-words.ts'
import { owedWords } from './owed-words.ts'

/** One entry of the ledger as people read it. */
export interface EntryView {
  readonly sequence: number
  readonly at: string
  readonly type: EntryType
  readonly words: Text
  readonly by: Text
  /** What whoever did it wrote; null where nothing is written. */
  readonly reason: string | null
  readonly digest: string
}

export const outcomeWords: Readonly<Record<StageOutcome, Text>> = {
  approved: { fa: 'تصویب شد', en: 'approved' },
  'changes-requested': { fa: 'برای اصلاح برگشت', en: 'changes requested' },
  rejected: { fa: 'رد شد', en: 'rejected' },
  lapsed: { fa: 'بی‌نتیجه پایان یافت', en: 'lapsed' },
}

const becauseWords: Readonly<Record<DataOf<'SeatAssigned'>['because'], Text>> = {
  alternate: { fa: 'به‌عنوان جانشین', en: 'as the alternate' },
  delegation: { fa: 'با واگذاری', en: 'by delegation' },
  reassignment: { fa: 'به تعیین دبیرخانه', en: 'by the case office' },
  silence: {
    fa: 'چون تا پایان مهلت پاسخی نرسید،',
    en: 'as the alternate, since no answer came in time',
  },
  unreachable: {
    fa: 'چون رایانامه به دارندهٔ آن نمی‌رسد،',
    en: 'as the alternate, since mail does not reach its holder',
  },
}

type Describe = { readonly [T in EntryType]: (data: DataOf<T>, programme: Programme) => Text }

/** Both languages by one recipe each. */
const words = (make: Readonly<Record<Language, (language: Language) => string>>): Text => ({
  fa: make.fa('fa'),
  en: make.en('en'),
})

/** First-strong isolate, so that a value from outside cannot turn the sentence around it. */
const isolated = (value: string): string => `\u2068${value}\u2069`

const named = (person: Person, language: Language): string => isolated(person.name[language])

const until = (at: string, language: Language, programme: Programme): string =>
  deadlineWords(at, language, programme.timeZone)

const inStage = (data: { stage: string; round: number; seat: string }, programme: Programme): Text => {
  const stage = stageName(programme, data.stage)
  const seat = seatName(programme, data.stage, data.seat)
  return {
    fa: `«${seat.fa}» در مرحلهٔ «${stage.fa}»، دور ${formatNumber(data.round, 'fa')}`,
    en: `${seat.en}, stage “${stage.en}”, round ${data.round}`,
  }
}

/** What a legal route rests on, after its name. */
function decisionText(
  { body, number, date }: Pick<DataOf<'LegalRouteRecorded'>, 'body' | 'number' | 'date'>,
  language: Language,
): string {
  const parts = [
    body === null ? [] : [isolated(body)],
    number === null ? [] : [language === 'fa' ? `شمارهٔ ${isolated(number)}` : `no. ${isolated(number)}`],
    date === null ? [] : [language === 'fa' ? jalaliLong(date) : englishDate(date)],
  ].flat()
  return parts.map((part) => `${language === 'fa' ? '،' : ','} ${part}`).join('')
}

const list = (places: readonly number[], language: Language): string =>
  places.map((place) => formatNumber(place, language)).join(language === 'fa' ? '، ' : ', ')

/** Why finance's own system is called no more. */
export const givenUpWords: Readonly<Record<DataOf<'WebhookGivenUp'>['because'], Text>> = {
  gone: { fa: 'پاسخ داد که دیگر در کار نیست (410)', en: 'it answered that it is gone (410)' },
  disabled: {
    fa: 'پیش‌تر پاسخ داده بود که دیگر در کار نیست',
    en: 'it had answered before that it is gone',
  },
  unanswered: { fa: 'در حدود سه روز پاسخی نداد', en: 'it did not accept it in some three days' },
}

/** The place for which somebody is proposed. */
function placeIn(target: DataOf<'HolderProposed'>['target'], programme: Programme): Text {
  if ('seat' in target) return inStage(target, programme)
  const { fa, en } = signatoryName(programme, target.signatory)
  return { fa: `امضای «${fa}»`, en: `the signature of “${en}”` }
}

/** Who proposed somebody from outside, where the one whose entry it is agreed. */
function proposedBy(
  { proposed }: { readonly proposed?: { readonly by: string } | undefined },
  { caseOffice }: Programme,
): Text {
  if (proposed === undefined) return { fa: '', en: '' }
  const member = caseOffice.members.find(({ email }) => samePerson(email, proposed.by))
  const by = member?.name ?? asWritten(proposed.by)
  return { fa: ` پیشنهاد از ${by.fa} بود.`, en: ` It was proposed by ${by.en}.` }
}

/** Words for every type of entry; one that is missing does not compile. */
const describe: Describe = {
  ProposalSubmitted: ({ title }) => ({
    fa: `طرح ${isolated(title)} ثبت شد.`,
    en: `The proposal ${isolated(title)} was submitted.`,
  }),
  AddressConfirmed: () => ({
    fa: 'متقاضی نشانی رایانامهٔ خود را تأیید کرد.',
    en: 'The applicant confirmed the email address.',
  }),
  StageOpened: ({ stage, round, deadline }, programme) =>
    words({
      fa: (fa) =>
        `مرحلهٔ «${stageName(programme, stage).fa}»، دور ${formatNumber(round, fa)}، با مهلت ${until(deadline.at, fa, programme)} آغاز شد.`,
      en: (en) =>
        `Stage “${stageName(programme, stage).en}”, round ${round}, opened; due ${until(deadline.at, en, programme)}.`,
    }),
  NoConflictDeclared: (data, programme) => ({
    fa: `نبود تعارض منافع اعلام شد: ${inStage(data, programme).fa}.`,
    en: `No conflict of interest was declared: ${inStage(data, programme).en}.`,
  }),
  ReviewDecided: (data, programme) => ({
    fa: `نظر داده شد: ${decisionWords[data.decision].fa} — ${inStage(data, programme).fa}${data.score === null ? '' : `، امتیاز ${formatNumber(data.score, 'fa')}`}.`,
    en: `Decided: ${decisionWords[data.decision].en} — ${inStage(data, programme).en}${data.score === null ? '' : `, score ${formatNumber(data.score, 'en')}`}.`,
  }),
  ReviewerRecused: (data, programme) => ({
    fa: `داور از بررسی کناره گرفت: ${inStage(data, programme).fa}.`,
    en: `The reviewer recused: ${inStage(data, programme).en}.`,
  }),
  SeatAssigned: (data, programme) => ({
    fa: `${inStage(data, programme).fa}، ${becauseWords[data.because].fa} به ${named(data.holder, 'fa')} سپرده شد.${proposedBy(data, programme).fa}`,
    en: `${inStage(data, programme).en} went to ${named(data.holder, 'en')} ${becauseWords[data.because].en}.${proposedBy(data, programme).en}`,
  }),
  HolderProposed: ({ target, holder }, programme) => ({
    fa: `برای ${placeIn(target, programme).fa} شخصی از بیرون پیشنهاد شد: ${named(holder, 'fa')}. موافقت همکار دیگری از دبیرخانه لازم است.`,
    en: `Somebody from outside was proposed for ${placeIn(target, programme).en}: ${named(holder, 'en')}. Another member of the case office has to agree.`,
  }),
  HolderDeclined: ({ target }, programme) => ({
    fa: `با شخصی که برای ${placeIn(target, programme).fa} پیشنهاد شده بود موافقت نشد.`,
    en: `The person proposed for ${placeIn(target, programme).en} was declined.`,
  }),
  QuorumEndangered: ({ stage, vacant }, programme) => ({
    fa: `حد نصاب مرحلهٔ «${stageName(programme, stage).fa}» بدون پر شدن این جایگاه‌ها دست‌یافتنی نیست: ${vacant.map((seat) => seatName(programme, stage, seat).fa).join('، ')}.`,
    en: `Stage “${stageName(programme, stage).en}” cannot reach its quorum until these seats are filled: ${vacant.map((seat) => seatName(programme, stage, seat).en).join(', ')}.`,
  }),
  StageClosed: ({ stage, round, outcome, because }, programme) => {
    const why = because === undefined ? undefined : causeWords({ round, outcome, because }, programme)
    return {
      fa: `مرحلهٔ «${stageName(programme, stage).fa}»، دور ${formatNumber(round, 'fa')}، پایان یافت: ${outcomeWords[outcome].fa}.${why === undefined ? '' : ` ${why.fa}`}`,
      en: `Stage “${stageName(programme, stage).en}”, round ${round}, closed: ${outcomeWords[outcome].en}.${why === undefined ? '' : ` ${why.en}`}`,
    }
  },
  ProposalRevised: ({ revision }) => ({
    fa: `نسخهٔ ${formatNumber(revision, 'fa')} طرح فرستاده شد.`,
    en: `Revision ${revision} of the proposal was sent.`,
  }),
  ProposalWithdrawn: ({ because }) =>
    because === 'address-corrected'
      ? {
          fa: 'متقاضی نشانی رایانامه را اصلاح کرد؛ پیشنهاد با نشانی درست از نو فرستاده شد.',
          en: 'The applicant corrected the address; the proposal was sent anew with the right one.',
        }
      : { fa: 'متقاضی از پیشنهاد خود انصراف داد.', en: 'The applicant withdrew the proposal.' },
  Reminded: ({ number }) => ({
    fa: `یادآوری ${formatNumber(number, 'fa')} فرستاده شد.`,
    en: `Reminder ${number} was sent.`,
  }),
  Escalated: () => ({
    fa: 'دیرکرد به دبیرخانه گزارش شد.',
    en: 'The delay was escalated to the case office.',
  }),
  StillHeld: ({ number, next }, programme) =>
    words({
      fa: (fa) =>
        `پرونده پس از پایان مهلت همچنان در انتظار است؛ خبر هفتگی ${formatNumber(number, fa)} فرستاده شد. خبر بعدی: ${momentWords(next, fa, programme.timeZone)}.`,
      en: (en) =>
        `The case is still held after its deadline; weekly notice ${number} was sent, the next is on ${momentWords(next, en, programme.timeZone)}.`,
    }),
  StepLate: ({ status }) => ({
    fa: `گام خودکار «${owedWords[status].fa}» بیش از یک ساعت دیر کرده است؛ به دبیرخانه گزارش شد.`,
    en: `The automatic step “${owedWords[status].en}” is more than an hour late; the case office was told.`,
  }),
  DeadlinePassed: ({ consequence, deadline }, programme) => {
    if (consequence === 'lapse') {
      return { fa: 'مهلت گذشت و پرونده بسته شد.', en: 'The deadline passed and the case lapsed.' }
    }
    if (deadline === undefined) {
      return { fa: 'مهلت گذشت؛ پرونده همچنان باز است.', en: 'The deadline passed; the case is held open.' }
    }
    return words({
      fa: (fa) => `مهلت گذشت؛ کار به جانشین سپرده شد و مهلت تازه ${until(deadline.at, fa, programme)} است.`,
      en: (en) =>
        `The deadline passed; it went to alternates, and the new deadline is ${until(deadline.at, en, programme)}.`,
    })
  },
  DeadlineExtended: ({ deadline }, programme) =>
    words({
      fa: (fa) => `مهلت تمدید شد، ${until(deadline.at, fa, programme)}.`,
      en: (en) => `The deadline was extended: ${until(deadline.at, en, programme)}.`,
    }),
  LinkReissued: ({ target, earlier }, programme) => {
    if (earlier === 'go-on') {
      return {
        fa: 'پیوند تأیید به درخواست متقاضی بار دیگر فرستاده شد.',
        en: 'The link to confirm was sent once more, as the applicant asked.',
      }
    }
    const place = placeName(target, programme)
    return {
      fa: `پیوند «${place.fa}» از نو فرستاده شد؛ پیوندهای پیشین آن دیگر کار نمی‌کند.`,
      en: `The link of “${place.en}” was sent anew; its earlier ones work no more.`,
    }
  },
  PersonUnreachable: ({ email, kind }) => ({
    fa: `رایانامه به ${email === null ? 'متقاضی' : isolated(email)} نرسید (${kind === 'bounce' ? 'برگشت خورد' : 'هرزنامه گزارش شد'}).`,
    en: `Mail does not reach ${email === null ? 'the applicant' : isolated(email)} (${kind === 'bounce' ? 'it bounced' : 'reported as spam'}).`,
  }),
  PersonReachable: ({ email }) => ({
    fa: `رایانامه به ${email === null ? 'متقاضی' : isolated(email)} دوباره می‌رسد.`,
    en: `Mail reaches ${email === null ? 'the applicant' : isolated(email)} again.`,
  }),
  FileWithheld: ({ verdict }) => ({
    fa: `یک پیوست به کسی داده نمی‌شود: ${verdict === 'threat' ? 'در آن بدافزار پیدا شد' : 'بررسی آن از نظر بدافزار ممکن نبود'}.`,
    en: `An attachment is given to nobody: ${verdict === 'threat' ? 'malware was found in it' : 'it could not be checked for malware'}.`,
  }),
  ContractDrawnUp: ({ version, number, deadline }, programme) =>
    words({
      fa: (fa) =>
        `قرارداد ${isolated(number)}، نسخهٔ ${formatNumber(version, fa)}، با مهلت امضای ${until(deadline.at, fa, programme)} تنظیم شد.`,
      en: (en) =>
        `Contract ${isolated(number)}, version ${version}, was drawn up; to be signed: ${until(deadline.at, en, programme)}.`,
    }),
  SignatoryReplaced: ({ id, person, because, proposed }, programme) => ({
    fa: `امضای «${signatoryName(programme, id).fa}»${because === undefined ? '' : ` ${becauseWords[because].fa}`} به ${named(person, 'fa')} سپرده شد.${proposedBy({ proposed }, programme).fa}`,
    en: `The signature of “${signatoryName(programme, id).en}” passed to ${named(person, 'en')}${because === undefined ? '' : ` ${becauseWords[because].en}`}.${proposedBy({ proposed }, programme).en}`,
  }),
  ContractSigned: ({ id, version, deadline, otherName }, programme) =>
    words({
      fa: (fa) =>
        `«${signatoryName(programme, id).fa}» نسخهٔ ${formatNumber(version, fa)} قرارداد را با پیوند و کد${otherName === true ? ' و با نامی جز نام ثبت‌شده' : ''} امضا کرد${deadline === undefined ? '' : `؛ نفر بعد ${until(deadline.at, fa, programme)} فرصت دارد`}.`,
      en: (en) =>
        `“${signatoryName(programme, id).en}” signed version ${version} of the contract by link and code${otherName === true ? ', with a name other than the one on record' : ''}${deadline === undefined ? '' : `; the next has time: ${until(deadline.at, en, programme)}`}.`,
    }),
  SigningCodesStopped: ({ id, guesses }, programme) => ({
    fa: `در جایگاه «${signatoryName(programme, id).fa}» ${formatNumber(guesses, 'fa')} بار کد نادرست وارد شد؛ دیگر کدی پذیرفته نمی‌شود و دبیرخانه و امضاکننده باخبر شدند.`,
    en: `At “${signatoryName(programme, id).en}” ${guesses} wrong codes were entered; none is accepted any more, and the case office and the signatory were told.`,
  }),
  SignatureRefused: ({ id, version }, programme) => ({
    fa: `«${signatoryName(programme, id).fa}» از امضای نسخهٔ ${formatNumber(version, 'fa')} قرارداد خودداری کرد.`,
    en: `“${signatoryName(programme, id).en}” refused to sign version ${version} of the contract.`,
  }),
  ContractSealed: ({ version }) => ({
    fa: `نسخهٔ ${formatNumber(version, 'fa')} قرارداد مهر شد.`,
    en: `Version ${version} of the contract was sealed.`,
  }),
  ContractDelivered: ({ version, deadline }, programme) =>
    words({
      fa: (fa) =>
        `نسخهٔ ${formatNumber(version, fa)} قرارداد با مهلت ${until(deadline.at, fa, programme)} به امور مالی تحویل شد.`,
      en: (en) =>
        `Version ${version} of the contract was delivered to finance; due ${until(deadline.at, en, programme)}.`,
    }),
  DeliveryRepeated: ({ version }) => ({
    fa: `دبیرخانه خواست نسخهٔ ${formatNumber(version, 'fa')} قرارداد دوباره به سامانهٔ امور مالی فرستاده شود.`,
    en: `The case office had version ${version} of the contract sent to finance's own system once more.`,
  }),
  WebhookGivenUp: ({ version, host, because }) => ({
    fa: `نسخهٔ ${formatNumber(version, 'fa')} قرارداد به سامانهٔ امور مالی (${isolated(host)}) نرسید: ${givenUpWords[because].fa}.`,
    en: `Version ${version} of the contract did not reach finance's own system (${isolated(host)}): ${givenUpWords[because].en}.`,
  }),
  ReceiptAcknowledged: ({ voucher }) => ({
    fa: `امور مالی دریافت قرارداد را تأیید کرد${voucher === null ? '' : `؛ شمارهٔ سند ${isolated(voucher)}`}.`,
    en: `Finance acknowledged the contract${voucher === null ? '' : `; voucher ${isolated(voucher)}`}.`,
  }),
  PaymentRecorded: ({ instalment, amount, receivedOn, voucher, corrects, surplus }, programme) => {
    const place = formatNumber(instalment, 'fa')
    const day = new Date(`${receivedOn}T12:00:00Z`)
    const date = (language: Language) => formatDate(day, language, programme.timeZone)
    if (amount === 0) {
      return {
        fa: `امور مالی دریافت ثبت‌شده در رویداد ${formatNumber(corrects ?? 0, 'fa')} را پس گرفت.`,
        en: `Finance took back the payment that entry ${corrects ?? 0} had recorded.`,
      }
    }
    return {
      fa: `امور مالی دریافت ${formatMoney(amount, 'fa')} بابت قسط ${place} را در ${date('fa')} با سند ${isolated(voucher)} ثبت کرد${surplus === undefined ? '' : '؛ مازاد آن به حساب قسط‌های بعدی رفت'}${corrects === null ? '' : `؛ به‌جای رویداد ${formatNumber(corrects, 'fa')}`}.`,
      en: `Finance recorded ${formatMoney(amount, 'en')} for instalment ${instalment}, received on ${date('en')}, voucher ${isolated(voucher)}${surplus === undefined ? '' : '; the surplus is carried over to the next instalments'}${corrects === null ? '' : `, in place of entry ${corrects}`}.`,
    }
  },
  ObligationsOverdue: ({ instalments, guarantees }) => {
    return {
      fa: [
        ...(instalments.length === 0 ? [] : [`روز قسط ${list(instalments, 'fa')} گذشت و کامل نرسیده است.`]),
        ...(guarantees.length === 0 ? [] : [`اعتبار تضمین ${list(guarantees, 'fa')} به پایان رسید.`]),
      ].join(' '),
      en: [
        ...(instalments.length === 0
          ? []
          : [`The day of instalment ${list(instalments, 'en')} passed, and it has not come in full.`]),
        ...(guarantees.length === 0 ? [] : [`Guarantee ${list(guarantees, 'en')} expired.`]),
      ].join(' '),
    }
  },
  GuaranteeChanged: (data) => {
    const { fa, en } = guaranteeChangeWords(data, isolated)
    return {
      fa: `امور مالی ثبت کرد: ${fa.what}؛ ${fa.letter}.`,
      en: `Finance recorded: ${en.what}; ${en.letter}.`,
    }
  },
  ObligationsListed: ({ guarantees }) => ({
    fa: `پایان قرارداد و ${guarantees.length === 0 ? 'نبود تضمین' : `تضمین‌های آن (${formatNumber(guarantees.length, 'fa')})`} از مفاد قرارداد در سابقه آمد، تا سررسیدها پیگیری شود.`,
    en: `The contract's last day and its guarantees (${guarantees.length}) were taken from its terms, so that what falls due is followed up.`,
  }),
  ContractReturned: ({ version }) => ({
    fa: `امور مالی نسخهٔ ${formatNumber(version, 'fa')} قرارداد را برگرداند.`,
    en: `Finance returned version ${version} of the contract.`,
  }),
  LegalRouteRecorded: ({ route, ...decision }) =>
    words({
      fa: (fa) => `دبیرخانه مسیر قانونی پرونده را ثبت کرد: ${route.name.fa}${decisionText(decision, fa)}.`,
      en: (en) =>
        `The case office recorded the legal route of the case: ${route.name.en}${decisionText(decision, en)}.`,
    }),
  TermsAmended: ({ version }) => ({
    fa: `دبیرخانه مفاد نسخهٔ ${formatNumber(version, 'fa')} قرارداد را ذخیره کرد.`,
    en: `The case office saved the terms of version ${version} of the contract.`,
  }),
  TermsReleased: ({ version }) => ({
    fa: `دبیرخانه مفاد نسخهٔ ${formatNumber(version, 'fa')} را نهایی کرد؛ قرارداد تنظیم می‌شود.`,
    en: `The case office settled the terms of version ${version}; the contract is drawn up.`,
  }),
  TermsReopened: ({ version, unprintable }) =>
    unprintable === true
      ? {
          fa: `نسخهٔ ${formatNumber(version, 'fa')} قرارداد نویسه‌هایی دارد که چاپ نمی‌شود؛ مفاد آن به دبیرخانه بازگشت.`,
          en: `Version ${version} of the contract has characters that cannot be printed; its terms are back with the case office.`,
        }
      : {
          fa: `دبیرخانه نسخهٔ ${formatNumber(version, 'fa')} قرارداد را از امضا پس گرفت تا مفاد آن تغییر کند.`,
          en: `The case office took version ${version} of the contract back from signing to change its terms.`,
        },
  CaseClosed: () => ({ fa: 'دبیرخانه پرونده را بست.', en: 'The case office closed the case.' }),
  PersonalDataErased: ({ rule }) => ({
    fa: `داده‌های شخصی متقاضی پاک شد${rule === undefined ? '' : `، چنان‌که برنامه برای ${retentionRuleWords[rule.of].fa} می‌گوید: ${keptText(rule.kept, 'fa')}`}.`,
    en: `The applicant's personal data was erased${rule === undefined ? '' : `, as the programme says of ${retentionRuleWords[rule.of].en}: ${keptText(rule.kept, 'en')}`}.`,
  }),
  ErasureHeld: () => ({
    fa: 'دبیرخانه داده‌های شخصی متقاضی را بیش از زمان آن نگه داشت.',
    en: "The case office keeps the applicant's personal data beyond its time.",
  }),
  ErasureReleased: () => ({
    fa: 'دبیرخانه داده‌های شخصی متقاضی را آزاد کرد؛ به زمان خود پاک می‌شود.',
    en: "The case office no longer holds the applicant's personal data; it is erased when its time comes.",
  }),
}

/** Who did it, in words. */
export function actorWords(actor: Actor, programme: Programme): Text {
  switch (actor.role) {
    case 'applicant':
      return { fa: 'متقاضی', en: 'Applicant' }
    case 'reviewer':
    case 'office':
      return asWritten(actor.email)
    case 'signatory':
      return signatoryName(programme, actor.id)
    case 'finance':
      return programme.finance.office.name
    case 'clock':
      return { fa: 'گذر زمان', en: 'Time' }
    case 'workflow':
      return { fa: 'گردش کار', en: 'Workflow' }
    case 'retention':
      return { fa: 'قاعدهٔ نگهداری داده‌ها', en: 'Rule of retention' }
    case 'mail':
      return { fa: 'سرویس رایانامه', en: 'Mail service' }
  }
}

/**
 * An entry in words of both languages. The programme is the one that the case is pinned to; from the case's closed rounds an older
 * entry is told why it closed one.
 */
export function entryView(
  entry: Entry,
  programme: Programme,
  state?: Pick<ProposalState, 'closedStages'>,
): EntryView {
  const describeIt = describe[entry.type] as (data: Entry['data'], programme: Programme) => Text
  const data =
    entry.type === 'StageClosed' && state !== undefined
      ? { ...entry.data, because: becauseOf(entry.data, state.closedStages, programme) ?? undefined }
      : entry.data
  const lapsed =
    entry.type === 'DeadlinePassed' && entry.data.consequence === 'lapse'
      ? state?.closedStages.find(({ outcome, at }) => outcome === 'lapsed' && at === entry.at)
      : undefined
  const { sequence, at, type, digest } = entry
  return {
    sequence,
    at,
    type,
    words: withLateness(withCause(describeIt(data, programme), lapsed, programme), entry),
    by: actorWords(entry.actor, programme),
    reason: reasonOf(entry),
    digest,
  }
}

/** Where a stage's silence closed the case, with how it stood. */
function withCause({ fa, en }: Text, lapsed: ClosedStage | undefined, programme: Programme): Text {
  if (lapsed === undefined) return { fa, en }
  const cause = stageLapseWords(lapsed, programme)
  return { fa: `${fa} ${cause.fa}`, en: `${en} ${cause.en}` }
}

function withLateness({ fa, en }: Text, { data }: Entry): Text {
  if (!('late' in data) || data.late !== true) return { fa, en }
  return { fa: `${fa} این پاسخ پس از مهلت رسید.`, en: `${en} It came after the deadline.` }
}

function reasonOf({ data }: Entry): string | null {
  const written = 'reason' in data ? data.reason : 'note' in data ? data.note : ''
  return written === '' ? null : written
}

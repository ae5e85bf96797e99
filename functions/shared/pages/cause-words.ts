import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Because } from '#workflows/proposal/because.ts'
import { criterionMeans } from '#workflows/proposal/score.ts'
import type { StageOutcome } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

/** A stage that closed, and why. */
export interface ClosedRound {
  readonly outcome: StageOutcome
  readonly round: number
  readonly because: Because
}

interface ToldCount {
  readonly seats: string
  readonly needed: string
  readonly approvals: string
  readonly changes: string
  readonly rejections: string
  readonly awaited: string
  readonly mean: string
  readonly minimum: string
}

/** Why a stage ended as it did, with the numbers from which it follows: the same words for whoever is told. */
export function causeWords(closed: ClosedRound, { maxRounds }: Pick<Programme, 'maxRounds'>): Text {
  const isLast = closed.round >= maxRounds
  const { empty = 0 } = closed.because
  return {
    fa: [
      ...persian(closed, toldIn('fa', closed.because)),
      ...(empty === 0 ? [] : [`${formatNumber(empty, 'fa')} جایگاه خالی بود.`]),
      ...persianRule(closed, isLast),
    ].join(' '),
    en: [
      ...english(closed, toldIn('en', closed.because)),
      ...(empty === 0 ? [] : [empty === 1 ? '1 seat was empty.' : `${empty} seats were empty.`]),
      ...englishRule(closed, isLast),
    ].join(' '),
  }
}

/** A mean as it is told, cut after two decimals: 64.998 is not told as 65 where 65 are needed. */
export function toldMean(mean: number): number {
  return Math.floor(Math.round(mean * 1e6) / 1e4) / 100
}

/** Where a mean decided: how far each criterion came, the lowest first, as a mean of all who scored and never by seat. */
export function criterionLines(
  { cause }: Because,
  reviews: readonly { readonly scores: Readonly<Record<string, number>> }[],
  { rubric }: Pick<Programme, 'rubric'>,
): readonly Text[] {
  if (cause !== 'mean-below-minimum' && cause !== 'mean-out-of-reach') return []
  const given = reviews.map(({ scores }) => scores)
  const highest = rubric.scale[1]
  return criterionMeans(given, rubric).map(({ id, mean }) => {
    const { fa, en } = rubric.criteria.find((criterion) => criterion.id === id)?.name ?? { fa: id, en: id }
    return {
      fa: `${fa}: ${formatNumber(mean, 'fa')} از ${formatNumber(highest, 'fa')}`,
      en: `${en}: ${formatNumber(mean, 'en')} of ${formatNumber(highest, 'en')}`,
    }
  })
}

function toldIn(language: Language, because: Because): ToldCount {
  const { seats, needed, approvals, changes, rejections, awaited, mean, minimum } = because
  const number = (value: number): string => formatNumber(value, language)
  return {
    seats: number(seats),
    needed: number(needed),
    approvals: number(approvals),
    changes: number(changes),
    rejections: number(rejections),
    awaited: number(awaited),
    mean: mean === null ? '' : number(toldMean(mean)),
    minimum: minimum === null ? '' : number(minimum),
  }
}

function english({ because }: ClosedRound, told: ToldCount): string[] {
  const { cause, approvals, seats, awaited, mean, minimum } = because
  const enough =
    seats === 1
      ? 'The stage’s one seat approved.'
      : `${told.approvals} of ${told.seats} seats approved; ${told.needed} ${because.needed === 1 ? 'is' : 'are'} needed.`
  const others = [
    ...(because.changes > 0 ? [`${told.changes} asked for changes`] : []),
    ...(because.rejections > 0 ? [`${told.rejections} rejected it`] : []),
  ].join(' and ')
  const early = awaited > 0 ? ' No answer still awaited could change that.' : ''
  const score = `The mean of the scores was ${told.mean}; ${told.minimum} are needed (out of 100).`
  const approved =
    approvals === 0 ? 'nobody approved' : approvals === 1 ? '1 approved' : `${told.approvals} approved`
  switch (cause) {
    case 'approvals':
      return mean === null || minimum === null ? [enough] : [enough, `${score}${early}`]
    case 'only-approvals':
      return [`${told.approvals} of ${told.seats} seats approved, and the others could answer nothing else.`]
    case 'mean-below-minimum':
      return [`${score}${early}`, enough]
    case 'mean-out-of-reach':
      return [
        `${score}${early}`,
        `Of ${told.seats} seats ${approved}${others === '' ? '' : `, ${others}`}; ${told.needed} approvals are needed.`,
      ]
    case 'changes-requested':
    case 'rejected':
    case 'mixed-answers':
      if (seats === 1)
        return [`The stage’s one seat ${because.changes > 0 ? 'asked for changes' : 'rejected it'}.`]
      return [
        `Of ${told.seats} seats ${others}; ${approved}, and ${told.needed} ${because.needed === 1 ? 'approval is' : 'approvals are'} needed.`,
      ]
  }
}

/** Which rule made of that what it became, where it does not go without saying. */
function englishRule({ because, outcome }: ClosedRound, isLast: boolean): string[] {
  const { cause, mayRequestChanges, mixedAnswers } = because
  if (cause === 'mixed-answers') {
    return mixedAnswers === 'reject-wins'
      ? ['Where some ask for changes and others reject, the rejection prevails.']
      : ['Where some ask for changes and others reject, the request for changes prevails.']
  }
  if (cause !== 'mean-below-minimum' && cause !== 'mean-out-of-reach') return []
  if (outcome === 'changes-requested') return ['Below it, a proposal goes back to be improved.']
  if (mayRequestChanges || outcome !== 'rejected') return []
  return isLast
    ? ['This was the last round, in which a proposal cannot go back to be improved.']
    : ['In this stage a proposal cannot go back to be improved.']
}

function persian({ because }: ClosedRound, told: ToldCount): string[] {
  const { cause, approvals, seats, awaited, mean, minimum } = because
  const enough =
    seats === 1
      ? 'تنها جایگاه این مرحله موافقت کرد.'
      : `${told.approvals} جایگاه از ${told.seats} جایگاه موافقت کردند؛ ${told.needed} موافقت لازم است.`
  const others = [
    ...(because.changes > 0 ? [`${told.changes} جایگاه خواهان اصلاح`] : []),
    ...(because.rejections > 0 ? [`${told.rejections} جایگاه مخالف`] : []),
  ].join(' و ')
  const early = awaited > 0 ? ' هیچ پاسخی که هنوز در راه بود نمی‌توانست آن را تغییر دهد.' : ''
  const score = `میانگین امتیازها ${told.mean} بود و ${told.minimum} لازم است (از ۱۰۰).`
  const approved = approvals === 0 ? 'هیچ جایگاهی موافق نبود' : `${told.approvals} جایگاه موافق بود`
  switch (cause) {
    case 'approvals':
      return mean === null || minimum === null ? [enough] : [enough, `${score}${early}`]
    case 'only-approvals':
      return [
        `${told.approvals} جایگاه از ${told.seats} جایگاه موافقت کردند و دیگران پاسخ دیگری نمی‌توانستند بدهند.`,
      ]
    case 'mean-below-minimum':
      return [`${score}${early}`, enough]
    case 'mean-out-of-reach':
      return [
        `${score}${early}`,
        `از ${told.seats} جایگاه ${approved}${others === '' ? '' : ` و ${others} بود`}؛ ${told.needed} موافقت لازم است.`,
      ]
    case 'changes-requested':
    case 'rejected':
    case 'mixed-answers':
      if (seats === 1) {
        return [
          because.changes > 0
            ? 'تنها جایگاه این مرحله خواهان اصلاح بود.'
            : 'تنها جایگاه این مرحله مخالفت کرد.',
        ]
      }
      return [`از ${told.seats} جایگاه ${others} بود؛ ${approved} و ${told.needed} موافقت لازم است.`]
  }
}

function persianRule({ because, outcome }: ClosedRound, isLast: boolean): string[] {
  const { cause, mayRequestChanges, mixedAnswers } = because
  if (cause === 'mixed-answers') {
    return mixedAnswers === 'reject-wins'
      ? ['هرگاه برخی خواهان اصلاح و برخی مخالف باشند، مخالفت مقدم است.']
      : ['هرگاه برخی خواهان اصلاح و برخی مخالف باشند، درخواست اصلاح مقدم است.']
  }
  if (cause !== 'mean-below-minimum' && cause !== 'mean-out-of-reach') return []
  if (outcome === 'changes-requested') return ['طرحی که به این حد نرسد، برای بهبود بازگردانده می‌شود.']
  if (mayRequestChanges || outcome !== 'rejected') return []
  return isLast
    ? ['این آخرین دور بود و در آن نمی‌توان طرح را برای بهبود بازگرداند.']
    : ['در این مرحله نمی‌توان طرح را برای بهبود بازگرداند.']
}

import type { Language, Text } from '#workflows/language.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import { approvalsNeeded } from '#workflows/proposal/quorum.ts'
import { offeredDecisions } from '#workflows/proposal/stage-closing.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

interface RuleOf {
  readonly stage: Stage
  readonly round: number
  readonly programme: Programme
}

/** How a stage comes to its outcome, sentence by sentence, from the programme alone. */
export function stageRule(of: RuleOf): readonly Text[] {
  const fa = persian(of)
  const en = english(of)
  return en.map((sentence, index) => ({ fa: fa[index] ?? '', en: sentence }))
}

interface RuleParts {
  readonly number: (value: number) => string
  readonly needed: number
  readonly seats: number
  readonly mayReturn: boolean
  readonly mayReject: boolean
  readonly isLast: boolean
}

function partsOf({ stage, round, programme }: RuleOf, language: Language): RuleParts {
  const offered = offeredDecisions({ stage: stage.id, round }, { programme })
  return {
    number: (value) => formatNumber(value, language),
    needed: approvalsNeeded(stage.quorum, stage.seats.length),
    seats: stage.seats.length,
    mayReturn: offered.includes('request-changes'),
    mayReject: offered.includes('reject'),
    isLast: round >= programme.maxRounds,
  }
}

function english(of: RuleOf): string[] {
  const { stage, round, programme } = of
  const { number, needed, seats, mayReturn, mayReject, isLast } = partsOf(of, 'en')
  const { minimumScore } = stage
  const approval =
    seats === 1
      ? 'The stage has one seat, which decides alone.'
      : `The stage approves when ${number(needed)} of its ${number(seats)} seats approve.`
  const below = mayReturn ? 'goes back to be improved' : 'is rejected'
  const rest =
    seats === 1
      ? []
      : mayReturn && mayReject
        ? [
            `When too few can approve: if some only asked for changes, it goes back to be improved; if some only rejected, it is rejected; if there are both, ${programme.mixedAnswers === 'reject-wins' ? 'the rejection' : 'the request for changes'} prevails.`,
          ]
        : mayReturn
          ? ['When too few can approve, it goes back to be improved.']
          : mayReject
            ? ['When too few can approve, it is rejected.']
            : []
  return [
    approval,
    ...(minimumScore === undefined
      ? []
      : [
          `The mean of the scores has to reach ${number(minimumScore)} of 100; with a lower mean the proposal ${below} although ${seats === 1 ? 'it was approved' : 'enough approve'}.`,
        ]),
    ...rest,
    isLast && stage.decisions.includes('request-changes')
      ? `This is round ${number(round)}, the last: changes cannot be asked for any more.`
      : `This is round ${number(round)} of at most ${number(programme.maxRounds)}.`,
    {
      hold: 'Who has not answered when the time is over is still awaited, and the case office is told.',
      lapse: 'If no outcome is reached when the time is over, the case closes without one.',
      alternate:
        'A seat that has not answered when the time is over passes to its alternate, where it has one, for the whole time again; otherwise it is still awaited.',
    }[stage.onDeadline],
  ]
}

function persian(of: RuleOf): string[] {
  const { stage, round, programme } = of
  const { number, needed, seats, mayReturn, mayReject, isLast } = partsOf(of, 'fa')
  const { minimumScore } = stage
  const approval =
    seats === 1
      ? 'این مرحله یک جایگاه دارد که به‌تنهایی تصمیم می‌گیرد.'
      : `این مرحله با موافقت ${number(needed)} جایگاه از ${number(seats)} جایگاه تصویب می‌کند.`
  const below = mayReturn ? 'برای بهبود بازگردانده می‌شود' : 'رد می‌شود'
  const rest =
    seats === 1
      ? []
      : mayReturn && mayReject
        ? [
            `اگر موافقت‌ها به این شمار نرسد: چنانچه تنها درخواست اصلاح باشد، طرح برای بهبود بازگردانده می‌شود؛ چنانچه تنها مخالفت باشد، رد می‌شود؛ و چنانچه هر دو باشد، ${programme.mixedAnswers === 'reject-wins' ? 'مخالفت' : 'درخواست اصلاح'} مقدم است.`,
          ]
        : mayReturn
          ? ['اگر موافقت‌ها به این شمار نرسد، طرح برای بهبود بازگردانده می‌شود.']
          : mayReject
            ? ['اگر موافقت‌ها به این شمار نرسد، طرح رد می‌شود.']
            : []
  return [
    approval,
    ...(minimumScore === undefined
      ? []
      : [
          `میانگین امتیازها باید به ${number(minimumScore)} از ۱۰۰ برسد؛ با میانگین کمتر، طرح با وجود ${seats === 1 ? 'موافقت' : 'موافقت‌های کافی'} ${below}.`,
        ]),
    ...rest,
    isLast && stage.decisions.includes('request-changes')
      ? `این دور ${number(round)} و آخرین دور است؛ دیگر نمی‌توان اصلاح خواست.`
      : `این دور ${number(round)} از حداکثر ${number(programme.maxRounds)} دور است.`,
    {
      hold: 'از هر که تا پایان مهلت پاسخی نرسد، همچنان پاسخ خواسته می‌شود و دبیرخانه آگاه می‌شود.',
      lapse: 'اگر تا پایان مهلت نتیجه‌ای به دست نیاید، پرونده بی‌نتیجه بسته می‌شود.',
      alternate:
        'جایگاهی که تا پایان مهلت پاسخ ندهد، اگر جانشین داشته باشد برای همهٔ همان مدت به جانشینش می‌رسد؛ وگرنه همچنان پاسخ آن خواسته می‌شود.',
    }[stage.onDeadline],
  ]
}

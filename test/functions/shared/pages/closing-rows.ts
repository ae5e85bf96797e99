import { approve, changes, type Place, reject } from '#test/workflows/proposal/seats-of.ts'
import type { Because } from '#workflows/proposal/because.ts'
import type { CountingRules, ReviewOutcome } from '#workflows/proposal/quorum.ts'

export const rulesOf = (rules: Partial<CountingRules>): CountingRules => ({
  quorum: { kind: 'majority' },
  minimumScore: undefined,
  mayRequestChanges: true,
  mayReject: true,
  mixedAnswers: 'reject-wins',
  ...rules,
})

export interface Row {
  readonly what: string
  readonly rules: Partial<CountingRules>
  readonly places: readonly Place[]
  readonly round?: number
  readonly outcome: ReviewOutcome
  readonly cause: Because['cause']
  readonly en: string
  readonly fa: string
}

const last = { mayRequestChanges: false }
const atPassMark = { minimumScore: 65 }

/** Every outcome of every rule, and what is told of it. The first is round 1 of 3. */
export const rows: readonly Row[] = [
  {
    what: 'a majority',
    rules: {},
    places: [approve(), approve(), 'open'],
    outcome: 'approved',
    cause: 'approvals',
    en: '2 of 3 seats approved; 2 are needed.',
    fa: '۲ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است.',
  },
  {
    what: 'a majority against one who rejects',
    rules: {},
    places: [approve(), reject, approve()],
    outcome: 'approved',
    cause: 'approvals',
    en: '2 of 3 seats approved; 2 are needed.',
    fa: '۲ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است.',
  },
  {
    what: 'all',
    rules: { quorum: { kind: 'all' } },
    places: [approve(), approve()],
    outcome: 'approved',
    cause: 'approvals',
    en: '2 of 2 seats approved; 2 are needed.',
    fa: '۲ جایگاه از ۲ جایگاه موافقت کردند؛ ۲ موافقت لازم است.',
  },
  {
    what: 'any',
    rules: { quorum: { kind: 'any' } },
    places: [reject, changes, approve()],
    outcome: 'approved',
    cause: 'approvals',
    en: '1 of 3 seats approved; 1 is needed.',
    fa: '۱ جایگاه از ۳ جایگاه موافقت کردند؛ ۱ موافقت لازم است.',
  },
  {
    what: 'one seat alone',
    rules: { quorum: { kind: 'all' } },
    places: [approve()],
    outcome: 'approved',
    cause: 'approvals',
    en: 'The stage’s one seat approved.',
    fa: 'تنها جایگاه این مرحله موافقت کرد.',
  },
  {
    what: 'at least two, and the mean is reached',
    rules: { quorum: { kind: 'atLeast', count: 2 }, ...atPassMark },
    places: [approve(70), approve(80), reject],
    outcome: 'approved',
    cause: 'approvals',
    en: '2 of 3 seats approved; 2 are needed. The mean of the scores was 75; 65 are needed (out of 100).',
    fa: '۲ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. میانگین امتیازها ۷۵ بود و ۶۵ لازم است (از ۱۰۰).',
  },
  {
    what: 'the mean is reached before all have answered',
    rules: atPassMark,
    places: [approve(100), approve(100), 'open'],
    outcome: 'approved',
    cause: 'approvals',
    en: '2 of 3 seats approved; 2 are needed. The mean of the scores was 100; 65 are needed (out of 100). No answer still awaited could change that.',
    fa: '۲ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. میانگین امتیازها ۱۰۰ بود و ۶۵ لازم است (از ۱۰۰). هیچ پاسخی که هنوز در راه بود نمی‌توانست آن را تغییر دهد.',
  },
  {
    what: 'nothing but approval is offered in the last round',
    rules: { ...last, mayReject: false, quorum: { kind: 'all' } },
    places: [approve(), 'open', 'open'],
    outcome: 'approved',
    cause: 'only-approvals',
    en: '1 of 3 seats approved, and the others could answer nothing else.',
    fa: '۱ جایگاه از ۳ جایگاه موافقت کردند و دیگران پاسخ دیگری نمی‌توانستند بدهند.',
  },
  {
    what: 'all approve and the mean is too low',
    rules: atPassMark,
    places: [approve(60), approve(60), approve(60)],
    outcome: 'changes-requested',
    cause: 'mean-below-minimum',
    en: 'The mean of the scores was 60; 65 are needed (out of 100). 3 of 3 seats approved; 2 are needed. Below it, a proposal goes back to be improved.',
    fa: 'میانگین امتیازها ۶۰ بود و ۶۵ لازم است (از ۱۰۰). ۳ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. طرحی که به این حد نرسد، برای بهبود بازگردانده می‌شود.',
  },
  {
    what: 'the mean is too low whatever the last one says',
    rules: atPassMark,
    places: [approve(20), approve(20), 'open'],
    outcome: 'changes-requested',
    cause: 'mean-below-minimum',
    en: 'The mean of the scores was 20; 65 are needed (out of 100). No answer still awaited could change that. 2 of 3 seats approved; 2 are needed. Below it, a proposal goes back to be improved.',
    fa: 'میانگین امتیازها ۲۰ بود و ۶۵ لازم است (از ۱۰۰). هیچ پاسخی که هنوز در راه بود نمی‌توانست آن را تغییر دهد. ۲ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. طرحی که به این حد نرسد، برای بهبود بازگردانده می‌شود.',
  },
  {
    what: 'the mean is too low in the last round',
    rules: { ...atPassMark, ...last },
    round: 3,
    places: [approve(60), approve(60), approve(60)],
    outcome: 'rejected',
    cause: 'mean-below-minimum',
    en: 'The mean of the scores was 60; 65 are needed (out of 100). 3 of 3 seats approved; 2 are needed. This was the last round, in which a proposal cannot go back to be improved.',
    fa: 'میانگین امتیازها ۶۰ بود و ۶۵ لازم است (از ۱۰۰). ۳ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. این آخرین دور بود و در آن نمی‌توان طرح را برای بهبود بازگرداند.',
  },
  {
    what: 'the mean is too low where the stage never asks for changes',
    rules: { ...atPassMark, ...last },
    places: [approve(60), approve(60), approve(60)],
    outcome: 'rejected',
    cause: 'mean-below-minimum',
    en: 'The mean of the scores was 60; 65 are needed (out of 100). 3 of 3 seats approved; 2 are needed. In this stage a proposal cannot go back to be improved.',
    fa: 'میانگین امتیازها ۶۰ بود و ۶۵ لازم است (از ۱۰۰). ۳ جایگاه از ۳ جایگاه موافقت کردند؛ ۲ موافقت لازم است. در این مرحله نمی‌توان طرح را برای بهبود بازگرداند.',
  },
  {
    what: 'no score still to come can bring the mean there, and approvals are too few as yet',
    rules: { minimumScore: 70, ...last, quorum: { kind: 'all' } },
    round: 3,
    places: [approve(0), 'open', 'open'],
    outcome: 'rejected',
    cause: 'mean-out-of-reach',
    en: 'The mean of the scores was 0; 70 are needed (out of 100). No answer still awaited could change that. Of 3 seats 1 approved; 3 approvals are needed. This was the last round, in which a proposal cannot go back to be improved.',
    fa: 'میانگین امتیازها ۰ بود و ۷۰ لازم است (از ۱۰۰). هیچ پاسخی که هنوز در راه بود نمی‌توانست آن را تغییر دهد. از ۳ جایگاه ۱ جایگاه موافق بود؛ ۳ موافقت لازم است. این آخرین دور بود و در آن نمی‌توان طرح را برای بهبود بازگرداند.',
  },
  {
    what: 'one seat asks for changes',
    rules: { quorum: { kind: 'all' }, mixedAnswers: 'changes-first' },
    places: [changes, 'open', approve()],
    outcome: 'changes-requested',
    cause: 'changes-requested',
    en: 'Of 3 seats 1 asked for changes; 1 approved, and 3 approvals are needed.',
    fa: 'از ۳ جایگاه ۱ جایگاه خواهان اصلاح بود؛ ۱ جایگاه موافق بود و ۳ موافقت لازم است.',
  },
  {
    what: 'the only seat asks for changes',
    rules: { quorum: { kind: 'all' }, ...atPassMark },
    places: [changes],
    outcome: 'changes-requested',
    cause: 'changes-requested',
    en: 'The stage’s one seat asked for changes.',
    fa: 'تنها جایگاه این مرحله خواهان اصلاح بود.',
  },
  {
    what: 'most reject, and one seat is empty',
    rules: { mixedAnswers: 'changes-first' },
    places: [reject, reject, 'vacant'],
    outcome: 'rejected',
    cause: 'rejected',
    en: 'Of 3 seats 2 rejected it; nobody approved, and 2 approvals are needed. 1 seat was empty.',
    fa: 'از ۳ جایگاه ۲ جایگاه مخالف بود؛ هیچ جایگاهی موافق نبود و ۲ موافقت لازم است. ۱ جایگاه خالی بود.',
  },
  {
    what: 'the only seat rejects',
    rules: { quorum: { kind: 'any' } },
    places: [reject],
    outcome: 'rejected',
    cause: 'rejected',
    en: 'The stage’s one seat rejected it.',
    fa: 'تنها جایگاه این مرحله مخالفت کرد.',
  },
  {
    what: 'answers are mixed and a rejection prevails',
    rules: { mixedAnswers: 'reject-wins' },
    places: [approve(), changes, reject],
    outcome: 'rejected',
    cause: 'mixed-answers',
    en: 'Of 3 seats 1 asked for changes and 1 rejected it; 1 approved, and 2 approvals are needed. Where some ask for changes and others reject, the rejection prevails.',
    fa: 'از ۳ جایگاه ۱ جایگاه خواهان اصلاح و ۱ جایگاه مخالف بود؛ ۱ جایگاه موافق بود و ۲ موافقت لازم است. هرگاه برخی خواهان اصلاح و برخی مخالف باشند، مخالفت مقدم است.',
  },
  {
    what: 'answers are mixed and a request for changes prevails',
    rules: { mixedAnswers: 'changes-first' },
    places: [approve(), changes, reject],
    outcome: 'changes-requested',
    cause: 'mixed-answers',
    en: 'Of 3 seats 1 asked for changes and 1 rejected it; 1 approved, and 2 approvals are needed. Where some ask for changes and others reject, the request for changes prevails.',
    fa: 'از ۳ جایگاه ۱ جایگاه خواهان اصلاح و ۱ جایگاه مخالف بود؛ ۱ جایگاه موافق بود و ۲ موافقت لازم است. هرگاه برخی خواهان اصلاح و برخی مخالف باشند، درخواست اصلاح مقدم است.',
  },
]

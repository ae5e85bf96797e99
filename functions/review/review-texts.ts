import type { Language } from '#workflows/language.ts'

export interface ReviewTexts {
  readonly pageTitle: string
  readonly facts: Readonly<
    Record<
      | 'proposal'
      | 'applicant'
      | 'reference'
      | 'stage'
      | 'round'
      | 'role'
      | 'due'
      | 'askedBy'
      | 'whatIsAsked'
      | 'sector'
      | 'contractType'
      | 'expectedRevenue',
      string
    >
  >
  readonly declaration: {
    readonly title: string
    readonly why: string
    readonly box: string
    readonly button: string
    readonly missing: string
  }
  readonly recusal: {
    readonly title: string
    readonly explain: string
    readonly reason: string
    readonly button: string
  }
  readonly delegation: {
    readonly title: string
    readonly explain: string
    readonly name: string
    readonly email: string
    readonly role: string
    readonly roleHint: string
    readonly reason: string
    readonly button: string
    readonly roleOf: (role: string) => string
  }
  readonly decision: {
    readonly title: string
    readonly again: string
    readonly last: string
    readonly question: string
    readonly scores: string
    readonly scoresHint: (lowest: string, highest: string) => string
    readonly weight: (percent: string) => string
    readonly reasonCode: string
    readonly reason: string
    readonly reasonHint: string
    readonly conditions: string
    readonly conditionsHint: string
    readonly button: string
    readonly changeButton: string
    readonly saveDraft: string
    readonly saveDraftHint: string
    readonly draftTitle: string
    readonly draftDetail: string
    readonly hadChosen: (decision: string, reason: string | null) => string
    readonly rule: string
    readonly awaited: (count: string, seats: string) => string
    readonly awaitedAlone: string
  }
  readonly receipt: {
    readonly title: string
    readonly decided: string
    readonly at: string
    readonly reasonCode: string
    readonly scores: string
    readonly reason: string
    readonly sequence: string
    readonly digest: string
    readonly lastWord: string
  }
  readonly changes: {
    readonly title: string
    readonly asked: string
    readonly none: string
    readonly before: string
    readonly after: string
    readonly empty: string
  }
  readonly proposalTitle: string
  readonly factsTitle: string
  readonly onThisPage: string
}

export const reviewTexts: Record<Language, ReviewTexts> = {
  fa: {
    pageTitle: 'بررسی طرح',
    facts: {
      proposal: 'عنوان طرح',
      applicant: 'متقاضی',
      reference: 'شمارهٔ پرونده',
      stage: 'مرحله',
      round: 'دور بررسی',
      role: 'جایگاه شما',
      due: 'مهلت اعلام نظر',
      askedBy: 'درخواست‌کننده',
      whatIsAsked: 'موضوع بررسی',
      sector: 'حوزهٔ طرح',
      contractType: 'قالب مشارکت',
      expectedRevenue: 'درآمد برآوردی شهرداری در سه سال نخست',
    },
    declaration: {
      title: 'پیش از گشودن مدارک',
      why: 'لطفاً با توجه به عنوان طرح و نام متقاضی، اعلام کنید که در این پرونده تعارض منافعی ندارید. مدارک پس از این اعلام نمایش داده می‌شود.',
      box: 'اعلام می‌کنم که نه خودم و نه بستگانم در این طرح و نزد این متقاضی نفع شخصی، مالی یا شغلی نداریم.',
      button: 'اعلام می‌کنم و مدارک را می‌بینم',
      missing: 'برای دیدن مدارک، نبود تعارض منافع را اعلام کنید یا از بررسی کناره بگیرید.',
    },
    recusal: {
      title: 'کناره‌گیری از بررسی',
      explain:
        'اگر در این پرونده نفعی دارید یا نمی‌توانید بی‌طرف بمانید، کناره بگیرید. جایگاه به جانشین شما، و اگر جانشینی نباشد به کسی که دبیرخانه برمی‌گزیند، سپرده می‌شود و این پیوند دیگر مدارک را نمی‌گشاید.',
      reason: 'دلیل کناره‌گیری',
      button: 'کناره می‌گیرم',
    },
    delegation: {
      title: 'واگذاری به همکار',
      explain:
        'می‌توانید این بررسی را یک بار و پیش از اعلام نظر به همکاری واگذار کنید که از افراد این برنامه یا سازمان‌های همکار شهرداری است، متقاضی نیست و جایگاه دیگری در این مرحله ندارد. او خود نبود تعارض منافع را اعلام می‌کند و از شما و دلیلتان باخبر می‌شود. برای کسی از بیرون، از دبیرخانه بخواهید او را پیشنهاد کند.',
      name: 'نام و نام خانوادگی همکار',
      email: 'رایانامهٔ همکار',
      role: 'سمت همکار',
      roleHint: 'اگر خالی بماند، «به‌جای» سمت شما نوشته می‌شود.',
      reason: 'دلیل واگذاری',
      button: 'واگذار می‌کنم',
      roleOf: (role) => `به‌جای ${role}`,
    },
    decision: {
      title: 'نظر شما',
      again: 'تا پایان این مرحله می‌توانید نظر خود را تغییر دهید؛ آخرین نظر شما به شمار می‌آید.',
      last: 'دیگران نظر داده‌اند و تنها نظر شما مانده است. پس از فرستادن نمی‌توان آن را تغییر داد؛ پیش از ثبت، یک بار دیگر نشانتان می‌دهیم که چه می‌فرستید.',
      question: 'تصمیم شما دربارهٔ این طرح چیست؟',
      scores: 'امتیاز به هر معیار',
      scoresHint: (lowest, highest) =>
        `از ${lowest} تا ${highest}. برای موافقت، امتیاز همهٔ معیارها لازم است.`,
      weight: (percent) => `وزن ${percent}٪`,
      reasonCode: 'دلیل از فهرست',
      reason: 'دلیل به بیان خودتان',
      reasonHint: 'این متن در پرونده ثبت می‌شود و متقاضی آن را با نام جایگاه شما، بدون نام شما، می‌بیند.',
      conditions: 'شرط‌های موافقت',
      conditionsHint:
        'اگر موافقت شما مشروط است، هر شرط را در یک سطر بنویسید تا در قرارداد بیاید. تنها با موافقت معنا دارد.',
      button: 'ثبت نظر',
      changeButton: 'ثبت نظر تازه',
      saveDraft: 'ذخیرهٔ پیش‌نویس؛ بعداً تصمیم می‌گیرم',
      saveDraftHint:
        'پیش‌نویس، نوشته‌ها و امتیازهای شما را برای بازگشت از همین پیوند و هر دستگاهی نگه می‌دارد. جز شما کسی آن را نمی‌بیند و با پایان مرحله پاک می‌شود.',
      draftTitle: 'پیش‌نویس شما اینجاست',
      draftDetail: 'هنوز نظری ثبت نشده است؛ تصمیم را برگزینید و ثبت کنید. زمان ذخیره:',
      hadChosen: (decision, reason) =>
        `گزینش شما «${decision}»${reason === null ? '' : ` به دلیل «${reason}»`} بود؛ آن را دوباره برگزینید، زیرا چیزی به‌جای شما برگزیده نمی‌شود.`,
      rule: 'این مرحله چگونه تصمیم می‌گیرد',
      awaited: (count, seats) => `از ${seats} جایگاه هنوز پاسخ ${count} جایگاه نرسیده است.`,
      awaitedAlone: 'تنها پاسخ شما مانده است.',
    },
    receipt: {
      title: 'نظر شما ثبت شده است',
      decided: 'نظر',
      at: 'زمان ثبت',
      reasonCode: 'دلیل از فهرست',
      scores: 'امتیازها',
      reason: 'دلیل',
      sequence: 'ردیف در دفتر پرونده',
      digest: 'رسید',
      lastWord: 'تا پایان این مرحله می‌توانید نظر خود را تغییر دهید؛ آخرین نظر شما به شمار می‌آید.',
    },
    changes: {
      title: 'تغییرات نسبت به دور پیش',
      asked: 'آنچه در دور پیش خواسته شد',
      none: 'هیچ بخشی از فرم تغییر نکرده است.',
      before: 'پیش از این',
      after: 'اکنون',
      empty: 'خالی',
    },
    proposalTitle: 'متن طرح',
    factsTitle: 'در یک نگاه',
    onThisPage: 'در این صفحه',
  },
  en: {
    pageTitle: 'Review of a proposal',
    facts: {
      proposal: 'Proposal',
      applicant: 'Applicant',
      reference: 'Case reference',
      stage: 'Stage',
      round: 'Round',
      role: 'Your seat',
      due: 'Decide by',
      askedBy: 'Asked by',
      whatIsAsked: 'What is asked',
      sector: 'Sector',
      contractType: 'Form of partnership',
      expectedRevenue: 'Revenue expected for the city in the first three years',
    },
    declaration: {
      title: 'Before the documents open',
      why: 'From the title and the applicant’s name, please declare that you have no conflict of interest in this case. The documents are shown once you have.',
      box: 'I declare that neither I nor my relatives have a personal, financial or professional interest in this proposal or with this applicant.',
      button: 'Declare and open the documents',
      missing: 'To see the documents, declare that you have no conflict of interest, or recuse yourself.',
    },
    recusal: {
      title: 'Recuse yourself',
      explain:
        'If you have an interest in this case or cannot be impartial, step aside. The seat passes to your alternate, or to somebody whom the case office names, and this link no longer opens the documents.',
      reason: 'Why you step aside',
      button: 'Recuse myself',
    },
    delegation: {
      title: 'Pass the review to a colleague',
      explain:
        'Once, and before you decide, you may pass this review to a colleague whom the programme names or who has an address of a known organisation, who is not the applicant and holds no other seat in this stage. They declare for themselves that they have no conflict of interest, and are told that it comes from you and why. For somebody from outside, ask the case office to propose them.',
      name: 'Your colleague’s full name',
      email: 'Your colleague’s email address',
      role: 'Your colleague’s role',
      roleHint: 'Left empty, it says that they act for your role.',
      reason: 'Why you pass it on',
      button: 'Pass the review on',
      roleOf: (role) => `For: ${role}`,
    },
    decision: {
      title: 'Your decision',
      again: 'You may change your decision until the stage closes; your last word counts.',
      last: 'All others have answered; only your opinion is awaited. It cannot be changed once it is sent, and you see once more what you send before it is recorded.',
      question: 'What do you decide on this proposal?',
      scores: 'Score for each criterion',
      scoresHint: (lowest, highest) =>
        `From ${lowest} to ${highest}. An approval needs a score for every criterion.`,
      weight: (percent) => `weight ${percent}%`,
      reasonCode: 'Reason from the list',
      reason: 'Your reason, in your own words',
      conditions: 'Conditions of your approval',
      conditionsHint:
        'If you approve on conditions, write one per line; the contract takes them up. They belong to an approval only.',
      reasonHint:
        'It is recorded with the case. The applicant reads it under the name of your seat, without yours.',
      button: 'Record my decision',
      changeButton: 'Record my new decision',
      saveDraft: 'Save a draft, decide later',
      saveDraftHint:
        'A draft keeps what you wrote and your scores for when you come back by this link, on any device. Nobody but you sees it, and it is erased when the stage closes.',
      draftTitle: 'Your draft is filled in below',
      draftDetail: 'It is not recorded as a decision: choose one and record it. Saved:',
      hadChosen: (decision, reason) =>
        `You had chosen “${decision}”${reason === null ? '' : `, for the reason “${reason}”`}. Please choose again: nothing is chosen for you.`,
      rule: 'How this stage decides',
      awaited: (count, seats) => `Of ${seats} seats ${count} are still awaited.`,
      awaitedAlone: 'Only yours is still awaited.',
    },
    receipt: {
      title: 'Your decision is recorded',
      decided: 'Decision',
      at: 'Recorded',
      reasonCode: 'Reason from the list',
      scores: 'Scores',
      reason: 'Reason',
      sequence: 'Place in the case’s ledger',
      digest: 'Receipt',
      lastWord: 'You may change it until the stage closes; your last word counts.',
    },
    changes: {
      title: 'What changed since the last round',
      asked: 'What the last round asked for',
      none: 'No part of the form changed.',
      before: 'Before',
      after: 'Now',
      empty: 'Empty',
    },
    proposalTitle: 'The proposal',
    factsTitle: 'At a glance',
    onThisPage: 'On this page',
  },
}

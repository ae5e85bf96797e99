const fa = {
  over: {
    titles: {
      'stage-closed': 'این مرحله پایان یافته است',
      'seat-reassigned': 'این بررسی دیگر بر عهدهٔ شما نیست',
      'case-closed': 'این پرونده بسته شده است',
      'deadline-passed': 'مهلت این بررسی گذشته است',
    },
    explain: {
      'stage-closed': 'دیگر نمی‌توان در این دور نظری ثبت کرد یا نظری را تغییر داد.',
      'seat-reassigned': 'این جایگاه به شخص دیگری سپرده شده است و این پیوند مدارک را نمی‌گشاید.',
      'case-closed': 'پرونده پیش از پایان این مرحله بسته شد و نظر دیگری لازم نیست.',
      'deadline-passed':
        'مهلتی که اعلام شده بود گذشته است و نظری از شما پذیرفته نمی‌شود. اگر پیش از آن مانعی داشته‌اید، به دبیرخانه خبر دهید.',
    },
    /** Behind what becomes of the stage, while it may still be given more time. */
    lapsing:
      'تا تمدید نشود نظری پذیرفته نمی‌شود؛ اگر تمدید شود، همین پیوند بررسی را دوباره باز می‌کند. اگر مانعی داشته‌اید، هم‌اکنون به دبیرخانه خبر دهید.',
    /** The same for who has decided. */
    lapsingDecided:
      'نظر شما ثبت شده است و لازم نیست کاری انجام دهید؛ اگر تمدید شود، همین پیوند بررسی را دوباره باز می‌کند.',
    recused: 'شما از این بررسی کناره گرفتید. از اعلام به‌موقع شما سپاسگزاریم.',
    delegated: 'شما این بررسی را به همکار خود واگذار کردید.',
    passedOn:
      'مهلت پاسخ گذشت و برای آنکه پرونده معطل نماند، این بررسی به جانشین این جایگاه رسید. لازم نیست کاری انجام دهید. اگر می‌خواهید خودتان آن را ادامه دهید، به دبیرخانه خبر دهید.',
    outcome: 'نتیجهٔ مرحله',
    heldBy: 'اکنون بر عهدهٔ',
    cause: 'چگونه به این نتیجه رسید',
    stageEnded: 'مرحله پایان یافته است',
    done: { recused: 'کناره‌گیری شما ثبت شد', delegated: 'واگذاری شما ثبت شد' },
    stillOpen: 'هنوز باز است',
    noLongerCounts: 'چون جایگاه از شما گرفته یا واگذار شد، این نظر دیگر به شمار نمی‌آید.',
    undecided: 'نظری از شما ثبت نشده است.',
  },
  stale: {
    title: 'مدارک این طرح تغییر کرده است',
    explain:
      'نظر شما ثبت نشد، زیرا به نسخه‌ای مربوط بود که دیگر نسخهٔ جاری نیست. نوشتهٔ شما به‌صورت پیش‌نویس مانده است: نسخهٔ تازه را بخوانید و نظر خود را دوباره اعلام کنید.',
    changed: 'آنچه تغییر کرده است',
    link: 'خواندن نسخهٔ تازه',
  },
}

const en: typeof fa = {
  over: {
    titles: {
      'stage-closed': 'This stage has closed',
      'seat-reassigned': 'This review is no longer yours',
      'case-closed': 'This case has closed',
      'deadline-passed': 'The deadline of this review has passed',
    },
    explain: {
      'stage-closed': 'In this round no decision can be recorded or changed any more.',
      'seat-reassigned': 'The seat went to somebody else, and this link does not open the documents.',
      'case-closed': 'The case closed before the end of this stage; no further decision is needed.',
      'deadline-passed':
        'The deadline that was announced has passed, and no decision of yours is accepted any more. If something kept you from it, tell the case office.',
    },
    lapsing:
      'No decision is accepted until it is extended; if it is, this link opens your review again. If something kept you from it, tell the case office now.',
    lapsingDecided:
      'Your decision is recorded, and there is nothing for you to do; if the stage is extended, this link opens it again.',
    recused: 'You recused yourself from this review. Thank you for saying so in time.',
    delegated: 'You passed this review to a colleague.',
    passedOn:
      'The time for an answer ran out. So that the case does not wait, this review has passed to the alternate, and there is nothing left for you to do. If you want to take it up again, tell the case office.',
    outcome: 'Outcome of the stage',
    heldBy: 'Now with',
    cause: 'Why it ended so',
    stageEnded: 'The stage has ended',
    done: { recused: 'Your recusal is recorded', delegated: 'The review is passed on' },
    stillOpen: 'Still open',
    noLongerCounts: 'As the seat is no longer yours, this decision does not count any more.',
    undecided: 'No decision of yours is recorded.',
  },
  stale: {
    title: 'The documents of this proposal have changed',
    explain:
      'Your decision was not recorded: it was about a version that is no longer the current one. What you wrote is kept as a draft: please read the new version and decide again.',
    changed: 'What changed',
    link: 'Read the new version',
  },
}

/** What a link says that decides nothing any more, or that was opened on documents which have changed since. */
export const seatOverTexts = { fa, en } as const

const fa = {
  pageTitle: 'پیگیری پرونده',
  you: 'شما (متقاضی)',
  places: {
    confirmation: 'ثبت و تأیید رایانامه',
    contract: 'قرارداد و امضا',
    finance: 'تحویل به امور مالی',
  },
  status: {
    unconfirmed: 'در انتظار تأیید رایانامهٔ شما',
    'between-stages': 'در راه مرحلهٔ بعد',
    'in-review': 'در حال بررسی',
    'awaiting-revision': 'در انتظار اصلاح شما',
    'settling-terms': 'مفاد قرارداد در حال تعیین است',
    'drawing-up': 'قرارداد در حال تنظیم است',
    signing: 'در انتظار امضا',
    sealing: 'قرارداد امضا شد و در حال مهر شدن است',
    sealed: 'قرارداد مهر شد',
    'with-finance': 'نزد امور مالی',
  },
  statusDetail: {
    unconfirmed: 'پیوندی را که برایتان فرستاده‌ایم باز کنید و نشانی خود را تأیید کنید تا بررسی آغاز شود.',
    'between-stages': 'مرحلهٔ بعد به‌زودی آغاز می‌شود؛ کاری بر عهدهٔ شما نیست.',
    'in-review': 'طرح شما در دست بررسی است. اگر چیزی لازم باشد برایتان می‌نویسیم.',
    'awaiting-revision':
      'بررسی‌کنندگان اصلاحاتی خواسته‌اند. دلایل را بخوانید و نسخهٔ اصلاح‌شده را پیش از پایان مهلت بفرستید. در این مدت مهلت بررسی متوقف است.',
    'settling-terms':
      'طرح شما تصویب شده است. دبیرخانه مفاد قرارداد را کامل می‌کند و سپس آن را برای امضا می‌فرستد.',
    'drawing-up': 'مفاد قرارداد نهایی شد. قرارداد دوزبانه در حال آماده شدن است.',
    signing: 'هر امضاکننده پیوند خود را با رایانامه می‌گیرد. پیوند امضای شما هم هنگام نوبت شما فرستاده می‌شود.',
    sealing: 'همهٔ امضاها ثبت شده است.',
    sealed: 'قرارداد نهایی شده و به امور مالی فرستاده می‌شود.',
    'with-finance': 'امور مالی قرارداد را دریافت کرده و آن را بررسی و تأیید می‌کند.',
  },
  closing: {
    completed: 'پرونده با موفقیت به پایان رسید',
    rejected: 'طرح تصویب نشد',
    lapsed: 'مهلت پرونده به پایان رسید',
    withdrawn: 'شما از طرح انصراف دادید',
    'closed-by-office': 'دبیرخانه پرونده را بست',
  },
  closingDetail: {
    completed: 'قرارداد امضا شد و امور مالی دریافت آن را تأیید کرد. همکاری خوبی برایتان آرزو می‌کنیم.',
    rejected: 'از پیشنهاد شما سپاسگزاریم. دلایل را در همین صفحه می‌خوانید؛ می‌توانید طرح دیگری ثبت کنید.',
    lapsed: 'می‌توانید طرح را از نو ثبت کنید.',
    withdrawn: 'پرونده به خواست شما بسته شد. می‌توانید هر زمان طرح تازه‌ای ثبت کنید.',
    'closed-by-office': 'دلیل آن در رویدادهای پرونده آمده است. اگر پرسشی دارید برای دبیرخانه بنویسید.',
  },
  /** While the time is over and the case may still be given more. */
  lapsing: {
    title: 'مهلت گذشته است',
    detail: 'کاری بر عهدهٔ شما نیست؛ آنچه پیش آید در همین صفحه می‌آید.',
    ask: 'اگر به زمان بیشتری نیاز دارید، هم‌اکنون به دبیرخانه بنویسید. اگر پرونده بسته شود، می‌توانید طرح را از نو ثبت کنید.',
  },
  /** Beside a deadline that is over, where the step is held. */
  held: {
    day: 'روز مهلت گذشته و پرونده همچنان باز است؛ دبیرخانه از آن خبر دارد.',
    moment: 'ساعت مهلت گذشته و پرونده همچنان باز است؛ دبیرخانه از آن خبر دارد.',
  },
  facts: {
    reference: 'شمارهٔ پرونده',
    inHand: 'اکنون نزد',
    due: 'مهلت',
    round: 'دور بررسی',
    revision: 'نسخهٔ طرح',
    submitted: 'تاریخ ثبت',
    ended: 'تاریخ پایان',
    voucher: 'شمارهٔ سند مالی',
    personal: 'داده‌های شخصی شما',
  },
  way: 'مسیر پرونده',
  here: 'اکنون اینجا',
  stopped: 'پایان در اینجا',
  upTo: (span: string) => `حداکثر ${span}`,
  /** Where a step is held open after its deadline, so that its time is no promise. */
  usually: (span: string) => `معمولاً ${span}`,
  began: 'آغاز:',
  ended: 'پایان:',
  asked: {
    'changes-requested': 'اصلاحاتی که خواسته شده است',
    rejected: 'چرا طرح تصویب نشد',
    lapsed: 'نظرهایی که پیش از پایان مهلت رسیده بود',
  },
  cameBack: 'چرا طرح شما بازگشته است',
  cameBackDetail:
    'طرح شما به این صورت تصویب نشد و برای بهبود به شما بازگشته است. چرایی آن را بخوانید و نسخهٔ بهترشده را پیش از پایان مهلت بفرستید. در این مدت مهلت بررسی متوقف است.',
  rejectedForGood: 'از پیشنهاد شما سپاسگزاریم. دلایل و راه ادامهٔ کار را در همین صفحه می‌خوانید.',
  criteria: 'میانگین امتیاز هر معیار، از کمترین:',
  inFavour: 'آنچه موافقان گفتند',
  askedBy: (stage: string) => `از مرحلهٔ «${stage}»`,
  concerns: 'در فرم:',
  comma: '، ',
  semicolon: '؛ ',
  revise: {
    title: 'فرستادن نسخهٔ اصلاح‌شده',
    lead: 'فرم با پاسخ‌های پیشین شما پر شده است. هر چه را لازم است تغییر دهید و کل فرم را بفرستید.',
    sentBefore:
      'این فرم پیش‌تر با محتوای دیگری فرستاده شده بود. اگر باز هم می‌خواهید آن را بفرستید، دوباره دکمه را بزنید.',
    button: 'فرستادن نسخهٔ اصلاح‌شده',
    emailFixed:
      'نشانی تأییدشدهٔ پرونده در اینجا تغییر نمی‌کند؛ همان نشانی را بنویسید و برای تغییر آن به دبیرخانه پیام دهید.',
  },
  withdraw: {
    title: 'انصراف از طرح',
    lead: 'با انصراف، پرونده برای همیشه بسته می‌شود و بررسی‌ها پایان می‌یابد.',
    reason: 'دلیل انصراف',
    confirm: 'می‌دانم که پرونده بسته می‌شود و بازگشتی ندارد.',
    missing: 'برای انصراف، این خانه را علامت بزنید.',
    tooLong: 'دلیل بیش از ۲۰۰۰ نویسه است؛ کوتاه‌ترش کنید.',
    button: 'انصراف می‌دهم',
  },
  documents: 'آنچه فرستاده‌اید',
  contract: {
    title: 'قرارداد',
    number: 'شمارهٔ قرارداد',
    'contract.pdf': 'متن قرارداد (PDF)',
    'signed-contract.pdf': 'قرارداد امضا و مهرشده (PDF)',
  },
  history: 'رویدادهای پرونده',
  evidence: {
    title: 'خودتان این پرونده را راستی‌آزمایی کنید',
    lead: 'بستهٔ شواهد دفتر این پرونده، همهٔ نسخه‌های طرح شما، پیوست‌ها و پس از مهر شدن، قرارداد را دارد. با برنامهٔ کوچکی که در صفحهٔ راستی‌آزمایی این سامانه است، بی‌نیاز از ما می‌سنجید که چیزی عوض یا کم نشده باشد.',
    withheld:
      'متن رویدادهایی که نام بررسی‌کنندگان و کارکنان شهر را دارند پوشیده است، ولی جای آن‌ها در دفتر ثابت می‌شود. اگر اختلافی پیش آید، شهر می‌تواند دفتر کامل را برای دادگاه باز کند و آن دفتر باید با بستهٔ شما یکی باشد؛ پس بسته را نگه دارید.',
    tip: 'آخرین اثر انگشت دفتر',
    compare:
      'این اثر انگشت را نگه دارید و با --tip به برنامه بدهید: تنها با آن پیدا می‌شود که پایان دفتر بریده شده باشد. بسته دادهٔ شخصی شما را دارد؛ آن را تنها به کسی بدهید که به او اعتماد دارید.',
    download: 'دریافت بستهٔ شواهد (ZIP)',
  },
}

const en: typeof fa = {
  pageTitle: 'Your case',
  you: 'You (the applicant)',
  places: {
    confirmation: 'Submission and confirmed address',
    contract: 'Contract and signatures',
    finance: 'Delivery to finance',
  },
  status: {
    unconfirmed: 'Waiting for you to confirm your address',
    'between-stages': 'On its way to the next stage',
    'in-review': 'Under review',
    'awaiting-revision': 'Waiting for your revision',
    'settling-terms': 'The terms of the contract are being settled',
    'drawing-up': 'The contract is being drawn up',
    signing: 'Waiting for signatures',
    sealing: 'Signed, and being sealed',
    sealed: 'The contract is sealed',
    'with-finance': 'With the finance office',
  },
  statusDetail: {
    unconfirmed: 'Open the link that we sent you and confirm your address; then the review begins.',
    'between-stages': 'The next stage opens shortly; there is nothing for you to do.',
    'in-review': 'Your proposal is being reviewed. We write to you if anything is needed.',
    'awaiting-revision':
      'The reviewers ask for changes. Please read why and send your revision before the deadline. The clock of the review stands still meanwhile.',
    'settling-terms':
      'Your proposal was approved. The case office completes the terms of the contract and then sends it for signature.',
    'drawing-up': 'The terms are settled. The bilingual contract is being prepared.',
    signing: 'Each signatory gets a link by email; yours comes when it is your turn.',
    sealing: 'All signatures are recorded.',
    sealed: 'The contract is final and goes to the finance office.',
    'with-finance': 'The finance office has the contract and checks it.',
  },
  closing: {
    completed: 'The case is complete',
    rejected: 'The proposal was not approved',
    lapsed: 'The case lapsed',
    withdrawn: 'You withdrew the proposal',
    'closed-by-office': 'The case office closed the case',
  },
  closingDetail: {
    completed:
      'The contract is signed and the finance office has acknowledged it. We wish you a good partnership.',
    rejected:
      'Thank you for your proposal. You find the reasons on this page; you are welcome to submit another.',
    lapsed: 'You may submit the proposal again.',
    withdrawn: 'The case was closed as you asked. You may submit a new proposal at any time.',
    'closed-by-office':
      'The reason stands in the history below. Please write to the case office with any question.',
  },
  lapsing: {
    title: 'The time has passed',
    detail: 'There is nothing for you to do; what becomes of it stands on this page.',
    ask: 'If you need more time, write to the case office now. If the case closes, you may submit the proposal again.',
  },
  held: {
    day: 'The day has passed, and the case is still open; the case office knows of it.',
    moment: 'The hour has passed, and the case is still open; the case office knows of it.',
  },
  facts: {
    reference: 'Case reference',
    inHand: 'Now with',
    due: 'Due',
    round: 'Round',
    revision: 'Revision',
    submitted: 'Submitted',
    ended: 'Ended',
    voucher: 'Finance voucher',
    personal: 'Your personal data',
  },
  way: 'The way of your case',
  here: 'Now here',
  stopped: 'Ended here',
  upTo: (span) => `At most ${span}`,
  usually: (span) => `Usually ${span}`,
  began: 'Began:',
  ended: 'Ended:',
  asked: {
    'changes-requested': 'What changes are asked for',
    rejected: 'Why the proposal was not approved',
    lapsed: 'What was said before the deadline passed',
  },
  cameBack: 'Why your proposal came back',
  cameBackDetail:
    'Your proposal was not approved as it is and comes back to you to be improved. Please read why, and send a better version before the deadline. The clock of the review stands still meanwhile.',
  rejectedForGood: 'Thank you for your proposal. You find the reasons, and which way is open, on this page.',
  criteria: 'The mean of the scores for each criterion, the lowest first:',
  inFavour: 'What was said in favour',
  askedBy: (stage) => `From the stage “${stage}”`,
  concerns: 'In the form:',
  comma: ', ',
  semicolon: '; ',
  revise: {
    title: 'Send your revision',
    lead: 'The form holds your earlier answers. Change what needs changing and send the whole form.',
    sentBefore:
      'This form was sent before with other content. Press the button again if you want to send it now.',
    button: 'Send the revision',
    emailFixed:
      'The confirmed address of the case cannot be changed here. Please keep it, and write to the case office to change it.',
  },
  withdraw: {
    title: 'Withdraw the proposal',
    lead: 'Withdrawing closes the case for good and ends the review.',
    reason: 'Why you withdraw',
    confirm: 'I understand that the case is closed and cannot be reopened.',
    missing: 'To withdraw, please tick this box.',
    tooLong: 'The reason exceeds 2,000 characters; please shorten it.',
    button: 'Withdraw',
  },
  documents: 'What you sent',
  contract: {
    title: 'Contract',
    number: 'Contract number',
    'contract.pdf': 'Text of the contract (PDF)',
    'signed-contract.pdf': 'Signed and sealed contract (PDF)',
  },
  history: 'What happened when',
  evidence: {
    title: 'Check this case yourself',
    lead: 'The evidence bundle has the ledger of this case, every version of your proposal, the attachments and, once it is sealed, the contract. With a small program from this site’s verification page you see without us that nothing was changed or left out.',
    withheld:
      'The words of entries that name reviewers or others of the city are withheld, but the place of each in the ledger is proven. If there is a dispute, the city can open the whole ledger to a court, and it must agree with your bundle; so keep it.',
    tip: 'Last digest of the ledger',
    compare:
      'Keep this digest and name it to the program with --tip: only so is it found that the end of the ledger was cut off. The bundle has your personal data; give it only to people whom you trust.',
    download: 'Download the evidence bundle (ZIP)',
  },
}

export const trackTexts = { fa, en } as const

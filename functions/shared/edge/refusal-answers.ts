import type { Text } from '#workflows/language.ts'
import type { RefusalCode } from '#workflows/proposal/refusal.ts'

export interface RefusalAnswer {
  readonly status: 403 | 409 | 410 | 422
  readonly title: Text
  readonly detail: Text
}

/**
 * The one place that says which status and which words a refusal has. A code of workflows/proposal/refusal.ts without an
 * answer here does not compile. 410: it is over; 409: the case stands elsewhere; 422: something in the request is amiss; 403:
 * somebody else may, but not who asks.
 */
export const refusalAnswers: Readonly<Record<RefusalCode, RefusalAnswer>> = {
  'case-closed': {
    status: 410,
    title: { fa: 'این پرونده بسته شده است', en: 'This case is closed' },
    detail: {
      fa: 'رسیدگی به این پرونده پایان یافته و تغییری در آن پذیرفته نمی‌شود.',
      en: 'This case has come to its end, and nothing can be changed in it any more.',
    },
  },
  'deadline-passed': {
    status: 410,
    title: { fa: 'مهلت گذشته است', en: 'The deadline has passed' },
    detail: {
      fa: 'مهلتی که اعلام شده بود گذشته است و پاسخ تازه‌ای پذیرفته نمی‌شود. اگر لازم است کاری انجام شود، به دبیرخانه بنویسید.',
      en: 'The deadline that was announced has passed, and no answer is accepted any more. If something has to be done, write to the case office.',
    },
  },
  'not-now': {
    status: 409,
    title: { fa: 'اکنون زمان این کار نیست', en: 'This cannot be done at this point' },
    detail: {
      fa: 'پرونده در مرحلهٔ دیگری است. صفحه را دوباره باز کنید تا وضعیت کنونی آن را ببینید.',
      en: 'The case stands elsewhere. Open the page again to see where it is now.',
    },
  },
  'stage-closed': {
    status: 410,
    title: { fa: 'این مرحله پایان یافته است', en: 'This stage is over' },
    detail: {
      fa: 'مهلت یا رأی‌گیری این مرحله به پایان رسیده و نظر تازه‌ای ثبت نمی‌شود. از توجه شما سپاسگزاریم.',
      en: 'This stage has been decided, and no further opinion is recorded. Thank you for your attention.',
    },
  },
  'seat-reassigned': {
    status: 410,
    title: { fa: 'این جایگاه به شخص دیگری سپرده شده است', en: 'This seat has been given to someone else' },
    detail: {
      fa: 'بررسی این پرونده اکنون بر عهدهٔ شخص دیگری است و این پیوند دیگر کار نمی‌کند.',
      en: 'Somebody else now holds this seat, and this link no longer works.',
    },
  },
  'link-superseded': {
    status: 410,
    title: { fa: 'پیوند تازه‌تری برای شما فرستاده شده است', en: 'A newer link has been sent to you' },
    detail: {
      fa: 'این پیوند دیگر چیزی را باز نمی‌کند. تازه‌ترین رایانامهٔ این پرونده را باز کنید؛ اگر به دستتان نرسیده است به دبیرخانه خبر دهید.',
      en: 'This link opens nothing any more. Please use the one in the newest email of this case; if it did not reach you, tell the case office.',
    },
  },
  'link-ended': {
    status: 410,
    title: { fa: 'زمان این پیوند به سر آمده است', en: 'This link has come to its end' },
    detail: {
      fa: 'کاری که این پیوند برای آن بود مدتی است پایان یافته. اگر هنوز به پرونده نیاز دارید، در صفحهٔ «پیوندم را گم کرده‌ام» پیوند تازه‌ای بخواهید.',
      en: 'What this link was for has been over for some time. If you still need the case, ask for a new link by mail on the page “I lost my link”.',
    },
  },
  'stale-documents': {
    status: 409,
    title: { fa: 'مدارک تغییر کرده است', en: 'The documents have changed' },
    detail: {
      fa: 'پس از آنکه این صفحه را باز کردید مدارک تغییر کرد. نسخهٔ تازه را ببینید و سپس نظر خود را ثبت کنید.',
      en: 'The documents changed after you opened this page. Please read the new version and then decide.',
    },
  },
  'declaration-missing': {
    status: 409,
    title: { fa: 'اظهار نبود تعارض منافع لازم است', en: 'A declaration is needed first' },
    detail: {
      fa: 'پیش از دیدن مدارک و ثبت نظر، نبود تعارض منافع را اظهار کنید یا از بررسی کناره بگیرید.',
      en: 'Before the documents open, declare that you have no conflict of interest, or recuse yourself.',
    },
  },
  'already-declared': {
    status: 409,
    title: { fa: 'اظهارنامه پیش‌تر ثبت شده است', en: 'The declaration is already recorded' },
    detail: {
      fa: 'نبود تعارض منافع را پیش‌تر اظهار کرده‌اید؛ می‌توانید مدارک را ببینید.',
      en: 'You have already declared that you have no conflict of interest; the documents are open to you.',
    },
  },
  'decision-not-offered': {
    status: 422,
    title: { fa: 'این تصمیم در این مرحله ممکن نیست', en: 'This stage does not offer that decision' },
    detail: {
      fa: 'یکی از تصمیم‌هایی را که در صفحه آمده است برگزینید.',
      en: 'Please choose one of the decisions on the page.',
    },
  },
  'last-round': {
    status: 422,
    title: { fa: 'فرصت اصلاح دیگری نمانده است', en: 'No further round of changes is possible' },
    detail: {
      fa: 'این آخرین دور بررسی این مرحله است. پیشنهاد را بپذیرید یا رد کنید.',
      en: 'This is the last round of this stage. Please approve or reject the proposal.',
    },
  },
  'reason-missing': {
    status: 422,
    title: { fa: 'دلیل نوشته نشده است', en: 'The reason is missing' },
    detail: { fa: 'دلیل خود را با چند کلمه بنویسید.', en: 'Please give your reason in a few words.' },
  },
  'reason-code-unknown': {
    status: 422,
    title: { fa: 'نوع دلیل شناخته نشد', en: 'The kind of reason is not known' },
    detail: {
      fa: 'نوع دلیل را از فهرست برگزینید.',
      en: 'Please choose the kind of reason from the list.',
    },
  },
  'scores-incomplete': {
    status: 422,
    title: { fa: 'امتیازها کامل نیست', en: 'The scores are incomplete' },
    detail: {
      fa: 'به هر یک از معیارها در بازهٔ تعیین‌شده امتیاز دهید.',
      en: 'Please give every criterion a score within its range.',
    },
  },
  'conditions-without-approval': {
    status: 422,
    title: { fa: 'شرط تنها با موافقت معنا دارد', en: 'Conditions belong to an approval' },
    detail: {
      fa: 'شرط‌ها را برای موافقت مشروط بنویسید؛ اگر خواهان اصلاح یا مخالف هستید، خواسته‌های خود را در دلیل بیاورید.',
      en: 'Write conditions for a conditional approval; if you ask for changes or reject, say what you want in the reason.',
    },
  },
  'already-delegated': {
    status: 409,
    title: { fa: 'این جایگاه پیش‌تر واگذار شده است', en: 'This seat has already been delegated' },
    detail: {
      fa: 'هر جایگاه تنها یک بار واگذار می‌شود. برای تغییر دوباره به دبیرخانه بنویسید.',
      en: 'A seat is delegated once only. For another change, please write to the case office.',
    },
  },
  'already-decided': {
    status: 409,
    title: { fa: 'نظر این جایگاه پیش‌تر ثبت شده است', en: 'The decision of this seat is already recorded' },
    detail: {
      fa: 'جایگاهی که نظر آن ثبت شده است در این دور به دیگری سپرده نمی‌شود و آن نظر برجا می‌ماند.',
      en: 'A seat that has decided goes to nobody else in this round: the recorded decision stands.',
    },
  },
  'person-is-applicant': {
    status: 409,
    title: { fa: 'پیشنهاددهنده نمی‌تواند بررسی یا امضا کند', en: 'The applicant cannot take this part' },
    detail: {
      fa: 'این شخص همان پیشنهاددهنده یا نمایندهٔ اوست و از سوی شهرداری نه بررسی می‌کند و نه امضا. این کار با شخص دیگری است.',
      en: 'This person is the applicant or its representative, who neither reviews nor signs for the city. It is for somebody else.',
    },
  },
  'person-holds-seat': {
    status: 409,
    title: { fa: 'این شخص جایگاه دیگری دارد', en: 'This person already has a part in it' },
    detail: {
      fa: 'این شخص هم‌اکنون در همین مرحله نقش دارد. شخص دیگری را معرفی کنید.',
      en: 'This person already holds a place in this stage. Please name someone else.',
    },
  },
  'person-recused': {
    status: 409,
    title: { fa: 'این شخص از این پرونده کناره گرفته است', en: 'This person has recused from this case' },
    detail: {
      fa: 'کسی که به سبب تعارض منافع کناره گرفته است، در هیچ مرحله‌ای از این پرونده نظر نمی‌دهد و چیزی را امضا نمی‌کند. شخص دیگری را معرفی کنید.',
      en: 'Whoever has recused from a case decides in no stage of it and signs nothing of it. Please name someone else.',
    },
  },
  'person-decided-elsewhere': {
    status: 409,
    title: { fa: 'این شخص در مرحلهٔ دیگری نظر داده است', en: 'This person decided in another stage' },
    detail: {
      fa: 'هیچ‌کس در دو مرحلهٔ یک پرونده نظر نمی‌دهد. شخص دیگری را معرفی کنید.',
      en: 'Nobody decides in two stages of one case. Please name someone else.',
    },
  },
  'person-outside': {
    status: 409,
    title: { fa: 'این شخص از بیرون است', en: 'This person is from outside' },
    detail: {
      fa: 'جایگاه را تنها می‌توان به کسی سپرد که شهرداری او را در این برنامه نام برده است یا نشانی‌اش از سازمان‌های همکار است. برای سپردن به کسی از بیرون، از دبیرخانه بخواهید او را پیشنهاد کند؛ دو نفر از دبیرخانه باید موافق باشند.',
      en: 'You can pass the seat only to somebody whom the programme names, or whose address is in a domain of a known organisation. For anybody else ask the case office to propose them: two of its members have to agree.',
    },
  },
  'second-member': {
    status: 409,
    title: { fa: 'موافقت همکار دیگری لازم است', en: 'Another member has to agree' },
    detail: {
      fa: 'این شخص را خود شما پیشنهاد کرده‌اید؛ موافقت با همکار دیگری از دبیرخانه است.',
      en: 'You proposed this person yourself; it is for another member of the case office to agree.',
    },
  },
  'proposal-over': {
    status: 409,
    title: { fa: 'این پیشنهاد دیگر باز نیست', en: 'This is no longer proposed' },
    detail: {
      fa: 'به این پیشنهاد پاسخ داده شده، یا صاحب جایگاه خود نظر داده یا امضا کرده، یا آن دور پایان یافته است.',
      en: 'It has been answered, or whoever holds the place has decided or signed, or the round is over.',
    },
  },
  'seats-oneself': {
    status: 409,
    title: { fa: 'کسی خود را برنمی‌گزیند', en: 'Nobody seats themselves' },
    detail: {
      fa: 'این نشانی از آنِ خود شماست. جایگاه را همکار دیگری می‌تواند به شما بسپارد.',
      en: 'This is your own address. Only another member can give the place to you.',
    },
  },
  'applicants-side': {
    status: 403,
    title: { fa: 'در این پرونده تنها می‌توانید بخوانید', en: 'In this case you can only read' },
    detail: {
      fa: 'شما در این پرونده پیشنهاددهنده یا نمایندهٔ او هستید؛ هر کار شهرداری در آن با همکار دیگری است.',
      en: 'You are the applicant of this case, or its representative: whatever the city does in it, somebody else does.',
    },
  },
  'own-opinion-first': {
    status: 403,
    title: { fa: 'نخست نظر خود شما', en: 'Your own opinion comes first' },
    detail: {
      fa: 'شما در مرحلهٔ باز این پرونده جایگاهی دارید که نظر آن هنوز ثبت نشده است. تا نظر شما ثبت شود یا مرحله پایان یابد، آنچه دیگران در این مرحله گفته‌اند و دفتر و بستهٔ شواهد پرونده به شما نشان داده نمی‌شود و کارهای دبیرخانه در این مرحله (جایگاه‌ها و پیوندهای دیگران، تمدید مهلت و بستن پرونده) با همکار دیگری است.',
      en: 'You hold a seat of the open stage of this case and have not decided yet. Until your opinion is recorded, or the stage has ended, neither what the others of this stage said nor the ledger file nor the evidence bundle is shown to you, and what the case office does about this stage (seats and links of others, more time, closing the case) is done by another member.',
    },
  },
  'not-your-turn': {
    status: 409,
    title: { fa: 'هنوز نوبت شما نیست', en: 'It is not your turn yet' },
    detail: {
      fa: 'امضای شخص پیش از شما هنوز انجام نشده است. هنگامی که نوبت شما برسد رایانامه‌ای می‌گیرید.',
      en: 'The person before you has not signed yet. You will get an email when it is your turn.',
    },
  },
  'codes-stopped': {
    status: 403,
    title: { fa: 'امضا با این پیوند متوقف شده است', en: 'Signing by this link has been stopped' },
    detail: {
      fa: 'کد امضا بارها نادرست وارد شد و دیگر هیچ کدی در این جایگاه پذیرفته نمی‌شود. دبیرخانه باخبر شده است؛ برای ادامه با دبیرخانه تماس بگیرید.',
      en: 'A wrong code was entered too many times, so no code is accepted here any more. The case office has been told; please contact it to go on.',
    },
  },
  'already-signed': {
    status: 409,
    title: { fa: 'پیش‌تر امضا شده است', en: 'This is already signed' },
    detail: {
      fa: 'این امضا پیش‌تر ثبت شده و تغییر نمی‌کند.',
      en: 'This signature is already recorded and cannot be changed.',
    },
  },
  'second-signature': {
    status: 409,
    title: { fa: 'یک شخص دو بار امضا نمی‌کند', en: 'Nobody signs twice' },
    detail: {
      fa: 'این شخص همین قرارداد را در جایگاه دیگری امضا کرده است.',
      en: 'This person has signed this contract in another capacity.',
    },
  },
  'name-missing': {
    status: 422,
    title: { fa: 'نام نوشته نشده است', en: 'The name is missing' },
    detail: {
      fa: 'نام و نام خانوادگی خود را همان‌گونه که در قرارداد آمده است بنویسید.',
      en: 'Please type your full name as it stands in the contract.',
    },
  },
  'not-a-later-time': {
    status: 422,
    title: { fa: 'زمان تازه دیرتر نیست', en: 'The new time is not later' },
    detail: {
      fa: 'زمانی پس از اکنون و پس از مهلت کنونی بنویسید.',
      en: 'Please give a time after the present deadline and after now.',
    },
  },
  'legal-route-missing': {
    status: 409,
    title: { fa: 'مسیر قانونی ثبت نشده است', en: 'No legal route is recorded' },
    detail: {
      fa: 'پیش از نهایی کردن مفاد، مسیر قانونی قرارداد را با مصوبهٔ آن در صفحهٔ پرونده ثبت کنید.',
      en: 'Before the terms are released, record the contract’s legal route with its decision on the page of the case.',
    },
  },
  'legal-route-unknown': {
    status: 422,
    title: { fa: 'مسیر قانونی شناخته نشد', en: 'The legal route is not known' },
    detail: {
      fa: 'یکی از مسیرهای قانونی فهرست را برگزینید.',
      en: 'Please choose one of the legal routes of the list.',
    },
  },
  'legal-route-incomplete': {
    status: 422,
    title: { fa: 'ثبت مسیر قانونی کامل نیست', en: 'The record of the legal route is incomplete' },
    detail: {
      fa: 'این مسیر بدون آنچه کنار نام آن نوشته شده است ثبت نمی‌شود.',
      en: 'This route is not recorded without all that is written beside its name.',
    },
  },
  'target-unknown': {
    status: 422,
    title: { fa: 'چنین جایگاهی نیست', en: 'There is no such place' },
    detail: {
      fa: 'جایگاه یا امضاکنندهٔ نام‌برده در این پرونده نیست.',
      en: 'The seat or signatory that was named is not part of this case.',
    },
  },
  'instalment-unknown': {
    status: 422,
    title: { fa: 'چنین قسطی نیست', en: 'There is no such instalment' },
    detail: {
      fa: 'شمارهٔ این قسط در قرارداد نیست؛ یکی از قسط‌های فهرست را برگزینید.',
      en: 'The contract has no instalment of this number; choose one of the list.',
    },
  },
  'nothing-due': {
    status: 409,
    title: { fa: 'اکنون کاری سررسید نشده است', en: 'Nothing is due' },
    detail: {
      fa: 'در این پرونده چیزی نیست که زمان آن رسیده باشد.',
      en: 'There is nothing in this case whose time has come.',
    },
  },
  'erasure-held': {
    status: 409,
    title: { fa: 'پاک شدن داده‌ها نگه داشته شده است', en: 'The erasure is held' },
    detail: {
      fa: 'دبیرخانه داده‌های شخصی این پرونده را با دلیل نگه داشته است. تا آن را آزاد نکند، پاک نمی‌شود.',
      en: 'The case office keeps the personal data of this case for a written reason. It is not erased until that is lifted.',
    },
  },
  'erasure-not-held': {
    status: 409,
    title: { fa: 'چیزی نگه داشته نشده است', en: 'Nothing is held' },
    detail: {
      fa: 'داده‌های شخصی این پرونده نگه داشته نشده است و به زمان خود پاک می‌شود.',
      en: 'The personal data of this case is not held; it is erased when its time comes.',
    },
  },
  'data-erased': {
    status: 409,
    title: { fa: 'داده‌ها پیش‌تر پاک شده است', en: 'The data was erased already' },
    detail: {
      fa: 'داده‌های شخصی متقاضی این پرونده پاک شده است و بازنمی‌گردد.',
      en: "The applicant's personal data of this case was erased and cannot be brought back.",
    },
  },
  'more-than-due': {
    status: 422,
    title: { fa: 'مبلغ از ماندهٔ قسط بیشتر است', en: 'The amount is more than is due' },
    detail: {
      fa: 'مبلغ را درست کنید، یا بگویید که مازاد آن به حساب قسط‌های بعدی برود.',
      en: 'Correct the amount, or say that the surplus is carried over to the next instalments.',
    },
  },
  'amount-missing': {
    status: 422,
    title: { fa: 'مبلغ نوشته نشده است', en: 'The amount is missing' },
    detail: {
      fa: 'مبلغ دریافت‌شده را به ریال بنویسید. صفر تنها برای پس گرفتن ثبتی نادرست است.',
      en: 'Write what was received, in rials. Zero is only for taking back a wrong entry.',
    },
  },
  'voucher-missing': {
    status: 422,
    title: { fa: 'شمارهٔ سند نوشته نشده است', en: 'The voucher number is missing' },
    detail: { fa: 'شمارهٔ سند حسابداری را بنویسید.', en: 'Write the voucher number.' },
  },
  'date-to-come': {
    status: 422,
    title: { fa: 'این تاریخ هنوز نرسیده است', en: 'This day is still to come' },
    detail: {
      fa: 'امروز یا روزی پیش از آن را بنویسید.',
      en: 'Write today, or a day before it.',
    },
  },
  'date-too-early': {
    status: 422,
    title: { fa: 'این تاریخ بیش از اندازه قدیمی است', en: 'This day is too long ago' },
    detail: {
      fa: 'سال را بازبینی کنید؛ تاریخ را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.',
      en: 'Check the year; write the day as 1405/09/20 or 2026-12-11.',
    },
  },
  'guarantee-unknown': {
    status: 422,
    title: { fa: 'چنین تضمینی نیست', en: 'There is no such guarantee' },
    detail: {
      fa: 'یکی از تضمین‌های این قرارداد را برگزینید.',
      en: 'Choose one of the guarantees of this contract.',
    },
  },
  'guarantee-released': {
    status: 409,
    title: { fa: 'این تضمین پیش‌تر آزاد شده است', en: 'This guarantee was released already' },
    detail: {
      fa: 'آزاد شدن این تضمین پیش‌تر ثبت شده است. برای درست کردن نامه یا تاریخ آن، دلیل را بنویسید؛ اگر آزاد نشده است، تمدید آن را با تاریخ درست و دلیل ثبت کنید.',
      en: 'Its release is recorded already. To correct its letter or day, write the reason; if it was not released, record it as extended, with the right day and the reason.',
    },
  },
  'guarantee-unchanged': {
    status: 409,
    title: { fa: 'این تضمین از پیش تا همین روز معتبر است', en: 'This guarantee runs until that day already' },
    detail: {
      fa: 'تمدیدی ثبت نشد، چون تاریخ پایان همان است که بود. تاریخ تازهٔ پایان اعتبار را بنویسید.',
      en: 'Nothing was recorded, since its last day is the same as before. Write its new last day.',
    },
  },
  'day-missing': {
    status: 422,
    title: { fa: 'تاریخ نوشته نشده است', en: 'The day is missing' },
    detail: {
      fa: 'تاریخ تازهٔ پایان اعتبار را بنویسید، مانند ۱۴۰۶/۰۹/۲۰.',
      en: 'Write its new last day, such as 1406/09/20 or 2027-12-11.',
    },
  },
  'payment-corrected': {
    status: 409,
    title: { fa: 'این ثبت پیش‌تر اصلاح شده است', en: 'This entry was corrected already' },
    detail: {
      fa: 'ثبت دیگری جای آن را گرفته است. صفحه را دوباره باز کنید و تازه‌ترین ثبت را اصلاح کنید.',
      en: 'Another entry has taken its place. Open the page again and correct the newest one.',
    },
  },
  'too-many-payments': {
    status: 409,
    title: { fa: 'شمار ثبت‌ها از اندازه گذشته است', en: 'There are too many entries' },
    detail: {
      fa: 'برای این قرارداد بیش از ۵۰۰ دریافت ثبت شده است. به دبیرخانه بنویسید.',
      en: 'More than 500 payments are recorded for this contract. Please write to the case office.',
    },
  },
}

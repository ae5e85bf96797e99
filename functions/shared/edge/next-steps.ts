import type { Text } from '#workflows/language.ts'

/** What somebody can do after a problem, by its status: short, in order, for people who know nothing of statuses. */
const steps: Readonly<Record<number, readonly Text[]>> = {
  400: [
    {
      fa: 'به صفحهٔ پیش برگردید، آن را تازه کنید و دوباره بفرستید.',
      en: 'Go back, reload the page and send it again.',
    },
  ],
  403: [
    {
      fa: 'صفحه را از پیوندی که در رایانامهٔ شماست باز کنید و از همان صفحه بفرستید.',
      en: 'Open the page by the link in your email and send the form from there.',
    },
  ],
  404: [
    {
      fa: 'تازه‌ترین رایانامهٔ ما را باز کنید و پیوند آن را بزنید. اگر پیوند در دو سطر شکسته است، همهٔ آن را رونوشت کنید.',
      en: 'Open our newest email to you and follow its link. If it is broken over two lines, copy all of it.',
    },
    {
      fa: 'اگر رایانامه را پیدا نمی‌کنید، به دبیرخانه بنویسید تا پیوند تازه‌ای بفرستد.',
      en: 'If you cannot find the email, write to the case office for a new link.',
    },
  ],
  405: [
    {
      fa: 'به صفحهٔ پیش برگردید و از دکمه‌های همان صفحه استفاده کنید.',
      en: 'Go back and use the buttons of the page.',
    },
  ],
  409: [
    {
      fa: 'صفحه را از پیوند خود دوباره باز کنید تا وضعیت کنونی را ببینید.',
      en: 'Open the page again by your link to see how things stand now.',
    },
    { fa: 'آنچه پیش‌تر ثبت شده است سر جای خود است.', en: 'What was recorded before stands as it was.' },
  ],
  410: [
    {
      fa: 'اگر هنوز کاری از شما خواسته می‌شود، پیوند آن در تازه‌ترین رایانامهٔ ماست.',
      en: 'If something is still asked of you, its link is in our newest email.',
    },
    {
      fa: 'اگر گمان می‌کنید اشتباهی رخ داده است، به دبیرخانه بنویسید.',
      en: 'If you think that this is a mistake, write to the case office.',
    },
  ],
  413: [
    {
      fa: 'به صفحهٔ پیش برگردید؛ نوشته‌های شما معمولاً هنوز آنجاست.',
      en: 'Go back: what you typed is usually still there.',
    },
    {
      fa: 'فایل‌ها را کوچک‌تر کنید، مثلاً با ذخیرهٔ تصویرها با کیفیت کمتر، یا تعدادشان را کم کنید و دوباره بفرستید.',
      en: 'Make the files smaller, e.g. by saving pictures at a lower quality, or attach fewer, and send again.',
    },
  ],
  415: [
    {
      fa: 'فرم همین سامانه را در مرورگر باز کنید و بفرستید.',
      en: 'Open the form of this site in a browser and send it.',
    },
  ],
  422: [
    {
      fa: 'به صفحهٔ پیش برگردید، موارد نام‌برده را اصلاح کنید و دوباره بفرستید.',
      en: 'Go back, correct what is named, and send it again.',
    },
  ],
  429: [
    {
      fa: 'کمی درنگ کنید و سپس همان کار را دوباره انجام دهید.',
      en: 'Wait a little, then do the same again.',
    },
    { fa: 'آنچه فرستاده بودید دو بار ثبت نمی‌شود.', en: 'Nothing that you sent is counted twice.' },
  ],
  500: [
    { fa: 'چند دقیقه بعد صفحه را دوباره باز کنید.', en: 'Open the page again in a few minutes.' },
    {
      fa: 'اگر تکرار شد، با شمارهٔ زیر به دبیرخانه بنویسید.',
      en: 'If it happens again, write to the case office with the number below.',
    },
  ],
  503: [
    {
      fa: 'چند لحظه بعد دوباره بفرستید؛ هیچ‌چیز دو بار ثبت نمی‌شود.',
      en: 'Send it again in a moment; nothing is counted twice.',
    },
  ],
}

export function nextSteps(status: number): readonly Text[] {
  return steps[status] ?? []
}

/** What stands in the export beside the data, for whoever opens it years later. */
export const exportReadme = `خروجی کامل تصویب
================

این پوشه همهٔ آنچه سامانه نگه می‌دارد را در قالب‌های باز دارد: JSON، خط‌به‌خط (JSON Lines) و خود فایل‌ها.

manifest.json      زمان، شمار پرونده‌ها و فایل‌ها، و اثر انگشت manifest.jsonl
manifest.jsonl     هر خط یک فایل: path، size به بایت و sha256
programmes/        پیکربندی شهر در هر نسخه‌ای که پرونده‌ای با آن ثبت شده است
roots/             ریشهٔ امضاشدهٔ روزانه بر همهٔ دفترها
seal/              گواهی مهر شهر
cases/<شماره>/     هر پرونده:
  case.json          وضعیت پرونده و پایان دفتر آن
  entries.jsonl      دفتر رویدادها، هر خط یک رویداد، با داده‌های شخصی در کنار آن
  revisions.jsonl    هر نسخه از فرم، چنان‌که فرستاده شد
  effects.jsonl      آنچه از هر رویداد پدید آمد: رایانامه‌ها، خبرها و گام بعد
  contracts/         قراردادها، مفاد آن‌ها، نسخهٔ مهرشده و دادهٔ باز
  terms/             شرایطی که متقاضی پذیرفت
  attachments/       پیوست‌ها با شناسهٔ خود؛ نام و نوع هر کدام در revisions.jsonl است
  files.json         فهرست همین فایل‌ها؛ missing آن است که پیش‌تر پاک شده است

هر پرونده در خود هماهنگ است: تا رویدادی آمده است که case.json نشان می‌دهد. پیوندها، کدها، نشست‌ها و پیش‌نویس‌ها در خروجی نیست.
داده‌های شخصی در آن هست؛ آن را مانند خود سامانه نگه دارید و پس از نیاز پاک کنید. پاک شدن یک متقاضی در سامانه تنها با خروجی گرفتن دوباره به این پوشه می‌رسد.

Export of everything that Tasvib holds
======================================

This folder holds everything in open formats: JSON, one value a line (JSON Lines), and the files themselves.

manifest.json      when, how many cases and files, and the digest of manifest.jsonl
manifest.jsonl     a line for each file: path, size in bytes, sha256
programmes/        the city's configuration in every version under which a case was submitted
roots/             each day's signed root over all ledgers
seal/              the certificates of the city's seal and of the key of the roots
cases/<reference>/ each case:
  case.json          its state, and the end of its ledger
  entries.jsonl      its ledger, an entry a line, with the personal data beside it
  revisions.jsonl    the form as it was submitted each time
  effects.jsonl      what each entry caused: mails, events, the next step
  contracts/         contracts, their terms, the sealed ones and their open data
  terms/             the terms that the applicant accepted
  attachments/       attachments by their ids; name and type of each are in revisions.jsonl
  files.json         the list of these files; what is "missing" was erased before

Each case agrees with itself: it is there up to the entry that case.json shows. No link, code, session or draft is in the export.
It holds personal data; keep it as you keep the system, and delete it when it is no longer needed. Erasing an applicant in the
system reaches this folder only when it is exported to again.

npm run operate -- check-export <folder>
`

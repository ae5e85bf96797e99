import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'

/**
 * What the bundle's own README says, in both languages; of a case that was erased first of all that. The verifier knows the
 * digests of these texts (`readmes` in `infra/verify/tasvib-verify.mjs`): a test says what to write there.
 */
export function bundleReadme(reference: string, audience: Audience, isErased: boolean): string {
  const readme = readmes[audience](reference)
  return isErased ? `${erasedNote}\n----\n\n${readme}` : readme
}

const readmes: Readonly<Record<Audience, (reference: string) => string>> = {
  city: wholeReadme,
  finance: (reference) => `${withheldNote}\n----\n\n${wholeReadme(reference)}`,
  applicant: applicantReadme,
}

const withheldNote = `آنچه داوران گفته‌اند، جز در مرحله‌هایی که برنامه به امور مالی نشان می‌دهد، در دفتر پوشیده است و rules.json در این بسته
نیست؛ اثر انگشت هر ردیف همان است که در دفتر کامل.

What reviewers said is withheld from this ledger, but for stages that the programme shows to finance, and rules.json is not in
this bundle; the digest of each entry is the same as in the whole ledger.
`

const erasedNote = `دادهٔ شخصی این پرونده پاک شده است و دفتر پرونده این را نشان می‌دهد. پس پیوست‌ها، و تصمیم‌ها و سندهای قراردادی که
مهر نشد یا برگشت، دیگر در این بسته نیستند؛ اثر انگشت آن‌ها در دفتر و در revisions/ مانده است.

The personal data of this case was erased, and its ledger says so. So attachments, and the decisions and documents
of a contract that was not sealed or was returned, are no longer in this bundle; their digests stay in the ledger and in revisions/.
`

/** How the verifier is called and what its exit status says, the same for every reader. */
const verdicts = {
  fa: `با --fingerprint اثر انگشت گواهی مهر را که شهر منتشر کرده است نام ببرید و با --tip آخرین اثر انگشت دفتر را که خود از رسید یا
صفحهٔ پرونده می‌شناسید. وضعیت پایان برنامه:
  0  همه چیز تا آخرین ردیف درست است، با --tip یا با لنگری از گواهی‌ای که --fingerprint نام برده است
  1  بسته درست نیست؛ یا همان نیست که --fingerprint یا --tip نام برده است
  2  برنامه درست فراخوانده نشد و چیزی سنجیده نشد
  3  مانند 0، ولی همه چیز نشان داده یا ثابت نشده است
  4  دفتر تا آخرین ردیفش با مهر یا ریشهٔ امضاشدهٔ یک روز لنگر دارد، ولی گواهی را نام نبرده‌اید
  5  دفتر تا ردیفی پیش از آخرین ردیف لنگر دارد
  6  با خود سازگار است، ولی خاستگاه آن ثابت نشده است
ریشهٔ هر روز شب ساخته می‌شود؛ بسته‌ای که پس از آن بگیرید لنگر تازه‌تری دارد. آنچه پشت لنگر بریده یا عوض شده باشد تنها با --tip پیدا می‌شود.
این README.txt شاهد نیست: هیچ چیز درستی نوشته‌های آن را ثابت نمی‌کند.`,
  en: `Name with --fingerprint the fingerprint of the seal's certificate that the city publishes, and with --tip the last digest of the
ledger that you know yourself, from a receipt or the page of the case. The program's exit status:
  0  everything agrees: up to its last entry by --tip, or by an anchor of the certificate that --fingerprint names
  1  it is NOT sound: something in it is wrong, or is not what --fingerprint or --tip names
  2  called wrongly: nothing was checked
  3  as 0, but not all of it is shown or proven
  4  anchored up to its last entry, by the seal or the signed root of a day; but you did not name the certificate
  5  anchored up to an earlier entry
  6  consistent, origin not proven
A root is made every night; a bundle that you fetch afterwards has a newer anchor. What was cut off or changed behind the anchor is
found with --tip alone.
This README.txt is no evidence: nothing vouches for what it says.`,
} as const

function wholeReadme(reference: string): string {
  return `بستهٔ شواهد پروندهٔ ${reference}

این بسته هر آن چیزی است که برای راستی‌آزمایی این پرونده بی‌نیاز از سامانه لازم است:

ledger.json              دفتر پرونده: هر رویداد با اثر انگشت (SHA-256) خود و رویداد پیشین
rules.json               قاعده‌های برنامه که پرونده با آن‌ها تصمیم گرفته شد (پرونده‌های پیش از این نسخه آن را ندارند)
revisions/               طرح، در هر بار که فرستاده شد؛ دادهٔ شخصی آن تنها با اثر انگشتش آمده است
attachments/             پیوست‌های آخرین نسخهٔ طرح
terms/                   شرایطی که متقاضی با فرستادن طرح پذیرفت
decisions/               فایل تصمیمی که مسیر قانونی پرونده بر آن استوار است
contract-*.pdf           متنی که امضا شد
signed-contract-*.pdf    همان متن با برگهٔ گواهی امضاها، زیر مهر دیجیتال شهر (PAdES)
seal-certificate-*.pem   گواهی کلید مهر
release-*.json           دادهٔ باز قرارداد (OCDS)
root.json                ریشهٔ امضاشدهٔ یک روز بر همهٔ دفترها، و جای این دفتر در آن (از شب پس از ثبت پرونده)

راستی‌آزمایی: node tasvib-verify.mjs --fingerprint … --tip … evidence.zip
این برنامه یک فایل است و جز Node چیزی نمی‌خواهد. آن را از صفحهٔ /verify شهر یا از پوشهٔ infra/verify کد تصویب بگیرید و SHA-256 آن
را با آنچه در هر دو جا نوشته شده است بسنجید؛ آن را هرگز از جای دیگری یا به نامی از یک مخزن بسته‌ها اجرا نکنید. نتیجهٔ هر مرحله را هم
از رأی‌ها و قاعده‌ها دوباره به دست می‌آورد.
${verdicts.fa}
متقاضی می‌تواند همین دفتر را با ردیف‌های پوشیده داشته باشد؛ اثر انگشت هر ردیف در هر دو یکی است.

----

Evidence bundle of case ${reference}

All that is needed to verify this case without the system that it comes from:

ledger.json              the case's ledger: each event with its digest (SHA-256) and that of the event before it
rules.json               the programme's rules by which the case was decided (cases from before this release have none)
revisions/               the proposal, each time it was submitted; of its personal data only the digest
attachments/             the attachments of the latest revision
terms/                   the terms that the applicant accepted with the proposal
decisions/               the file of the decision on which the case's legal route rests
contract-*.pdf           the text that was signed
signed-contract-*.pdf    the same text with the evidence of the signatures, under the city's digital seal (PAdES)
seal-certificate-*.pem   the certificate of the seal's key
release-*.json           the contract as open data (OCDS)
root.json                a day's signed root over all ledgers, and this ledger's place in it (from the night after the case began)

To verify it: node tasvib-verify.mjs --fingerprint … --tip … evidence.zip
The program is one file and needs Node alone. Take it from the city's page /verify, or from infra/verify of Tasvib's code, and
compare its SHA-256 with the one that is written in both places; never run it from elsewhere, or by a name from a registry of packages. It also
decides every stage again from the answers and the rules.
${verdicts.en}
The applicant may hold this ledger with entries withheld; the digest of each entry is the same in both.
`
}

function applicantReadme(reference: string): string {
  return `بستهٔ شواهد پروندهٔ ${reference} برای متقاضی

با این بسته خودتان، بی‌نیاز از سامانه و از شهرداری، پرونده‌تان را راستی‌آزمایی می‌کنید:

ledger.json              دفتر پرونده: هر ردیف با اثر انگشت (SHA-256) خود و ردیف پیشین
revisions/               طرح شما، در هر بار که فرستادید، با دادهٔ شخصی آن
attachments/             پیوست‌های آخرین نسخهٔ طرح
terms/                   شرایطی که با فرستادن طرح پذیرفتید
contract-*.pdf           متنی که امضا شد (پس از مهر شدن قرارداد)
signed-contract-*.pdf    همان متن با برگهٔ گواهی امضاها، زیر مهر دیجیتال شهر (PAdES)
seal-certificate-*.pem   گواهی کلید مهر
release-*.json           دادهٔ باز قرارداد (OCDS)
root.json                ریشهٔ امضاشدهٔ یک روز بر همهٔ دفترها، و جای این دفتر در آن (از شب پس از ثبت پرونده)

چه چیز پوشیده است و چرا: ردیف‌هایی که نام بررسی‌کنندگان و کارکنان شهر، یا یادداشت‌های درونی را دارند پوشیده‌اند تا کسی
به‌سبب رأیش زیر فشار نرود. از هر ردیف پوشیده تنها جای آن در دفتر و اثر انگشت متنش (contentDigest) آمده است. پس هیچ
ردیفی را نمی‌توان بی‌آنکه آشکار شود عوض کرد، برداشت یا افزود. آنچه از آن‌ها به شما مربوط است، مانند دلایل، در صفحهٔ
پیگیری‌تان آمده است.
اگر اختلافی پیش آید، شهر می‌تواند هر ردیف پوشیده یا همهٔ دفتر را برای دادگاه باز کند. متن هر ردیف و کلید تصادفی آن (salt)
باید همان contentDigest را بدهد، و اثر انگشت هر ردیف دفتر کامل باید با همین بسته یکی باشد. پس این بسته را نگه دارید.

راستی‌آزمایی: node tasvib-verify.mjs --fingerprint … --tip … evidence.zip
این برنامه یک فایل است و جز Node چیزی نمی‌خواهد. آن را از صفحهٔ /verify شهر یا از پوشهٔ infra/verify کد تصویب بگیرید و SHA-256 آن
را با آنچه در هر دو جا نوشته شده است بسنجید؛ آن را هرگز از جای دیگری یا به نامی از یک مخزن بسته‌ها اجرا نکنید. ردیف‌های پوشیده
را هم در زنجیره می‌سنجد؛ پس بهترین پاسخ آن برای این بسته ۳ است.
${verdicts.fa}
این بسته دادهٔ شخصی شما را دارد؛ آن را تنها به کسی بدهید که به او اعتماد دارید.

----

Evidence bundle of case ${reference}, for its applicant

With it you verify your case yourself, without the system that it comes from and without the city:

ledger.json              the case's ledger: each entry with its digest (SHA-256) and that of the entry before it
revisions/               your proposal, each time you sent it, with its personal data
attachments/             the attachments of the latest revision
terms/                   the terms that you accepted with the proposal
contract-*.pdf           the text that was signed (once the contract is sealed)
signed-contract-*.pdf    the same text with the evidence of the signatures, under the city's digital seal (PAdES)
seal-certificate-*.pem   the certificate of the seal's key
release-*.json           the contract as open data (OCDS)
root.json                a day's signed root over all ledgers, and this ledger's place in it (from the night after the case began)

What is withheld, and why: entries that name reviewers or people of the city's offices, or hold internal notes, are withheld,
so that nobody is put under pressure for how they decided. Of a withheld entry you have its place in the ledger and the digest
of what it says (contentDigest). So none can be changed, taken out or put in without being found. What concerns you in them,
such as the reasons, is on the page of your case.
If there is a dispute, the city can open any withheld entry, or the whole ledger, to a court. What an entry says and its
random key (salt) must give the same contentDigest, and the digest of each entry of the whole ledger must be the one in this
bundle. So keep this bundle.

To verify it: node tasvib-verify.mjs --fingerprint … --tip … evidence.zip
The program is one file and needs Node alone. Take it from the city's page /verify, or from infra/verify of Tasvib's code, and
compare its SHA-256 with the one that is written in both places; never run it from elsewhere, or by a name from a registry of packages. It checks
the place of withheld entries too, so that its best answer for this bundle is 3.
${verdicts.en}
This bundle has your personal data; give it only to people whom you trust.
`
}

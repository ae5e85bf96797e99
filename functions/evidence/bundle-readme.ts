import type { Audience } from './handed-on-ledger.ts'

/** What the bundle's own README says, in both languages; of a case that was erased first of all that. */
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

const erasedNote = `دادهٔ شخصی این پرونده پاک شده است و دفتر پرونده (PersonalDataErased) این را نشان می‌دهد. پس پیوست‌ها، و سندهای قراردادی که
مهر نشد یا برگشت، دیگر در این بسته نیستند؛ اثر انگشت آن‌ها در دفتر و در revisions/ مانده است.

The personal data of this case was erased, and its ledger says so (PersonalDataErased). So attachments, and the documents of
a contract that was not sealed or was returned, are no longer in this bundle; their digests stay in the ledger and in revisions/.
`

function wholeReadme(reference: string): string {
  return `بستهٔ شواهد پروندهٔ ${reference}

این بسته هر آن چیزی است که برای راستی‌آزمایی این پرونده بی‌نیاز از سامانه لازم است:

ledger.json              دفتر پرونده: هر رویداد با اثر انگشت (SHA-256) خود و رویداد پیشین
rules.json               قاعده‌های برنامه که پرونده با آن‌ها تصمیم گرفته شد (پرونده‌های پیش از این نسخه آن را ندارند)
revisions/               طرح، در هر بار که فرستاده شد؛ دادهٔ شخصی آن تنها با اثر انگشتش آمده است
attachments/             پیوست‌های آخرین نسخهٔ طرح
contract-*.pdf           متنی که امضا شد
signed-contract-*.pdf    همان متن با برگهٔ گواهی امضاها، زیر مهر دیجیتال شهر (PAdES)
seal-certificate-*.pem   گواهی کلید مهر
release-*.json           دادهٔ باز قرارداد (OCDS)

راستی‌آزمایی: node tasvib-verify.mjs evidence.zip
این برنامه در پوشهٔ infra/verify از کد تصویب است و جز Node چیزی نمی‌خواهد. نتیجهٔ هر مرحله را هم از رأی‌ها و قاعده‌ها دوباره
به دست می‌آورد.
دو چیز را خود بسنجید: آخرین اثر انگشت دفتر را با رسیدی که دارید، و اثر انگشت گواهی را با آنچه شهر منتشر کرده است.
متقاضی می‌تواند همین دفتر را با ردیف‌های پوشیده داشته باشد؛ اثر انگشت هر ردیف در هر دو یکی است.

----

Evidence bundle of case ${reference}

All that is needed to verify this case without the system that it comes from:

ledger.json              the case's ledger: each event with its digest (SHA-256) and that of the event before it
rules.json               the programme's rules by which the case was decided (cases from before this release have none)
revisions/               the proposal, each time it was submitted; of its personal data only the digest
attachments/             the attachments of the latest revision
contract-*.pdf           the text that was signed
signed-contract-*.pdf    the same text with the evidence of the signatures, under the city's digital seal (PAdES)
seal-certificate-*.pem   the certificate of the seal's key
release-*.json           the contract as open data (OCDS)

To verify it: node tasvib-verify.mjs evidence.zip
The program is in infra/verify of Tasvib's code and needs Node alone. It also decides every stage again from the answers and
the rules.
Compare two things yourself: the last digest of the ledger with a receipt that you hold, and the fingerprint of the
certificate with the one that the city publishes.
The applicant may hold this ledger with entries withheld; the digest of each entry is the same in both.
`
}

function applicantReadme(reference: string): string {
  return `بستهٔ شواهد پروندهٔ ${reference} برای متقاضی

با این بسته خودتان، بی‌نیاز از سامانه و از شهرداری، پرونده‌تان را راستی‌آزمایی می‌کنید:

ledger.json              دفتر پرونده: هر ردیف با اثر انگشت (SHA-256) خود و ردیف پیشین
revisions/               طرح شما، در هر بار که فرستادید، با دادهٔ شخصی آن
attachments/             پیوست‌های آخرین نسخهٔ طرح
contract-*.pdf           متنی که امضا شد (پس از مهر شدن قرارداد)
signed-contract-*.pdf    همان متن با برگهٔ گواهی امضاها، زیر مهر دیجیتال شهر (PAdES)
seal-certificate-*.pem   گواهی کلید مهر
release-*.json           دادهٔ باز قرارداد (OCDS)

چه چیز پوشیده است و چرا: ردیف‌هایی که نام بررسی‌کنندگان و کارکنان شهر، یا یادداشت‌های درونی را دارند پوشیده‌اند تا کسی
به‌سبب رأیش زیر فشار نرود. از هر ردیف پوشیده تنها جای آن در دفتر و اثر انگشت متنش (contentDigest) آمده است. پس هیچ
ردیفی را نمی‌توان بی‌آنکه آشکار شود عوض کرد، برداشت یا افزود. آنچه از آن‌ها به شما مربوط است، مانند دلایل، در صفحهٔ
پیگیری‌تان آمده است.
اگر اختلافی پیش آید، شهر می‌تواند هر ردیف پوشیده یا همهٔ دفتر را برای دادگاه باز کند. متن هر ردیف و کلید تصادفی آن (salt)
باید همان contentDigest را بدهد، و اثر انگشت هر ردیف دفتر کامل باید با همین بسته یکی باشد. پس این بسته را نگه دارید.

راستی‌آزمایی: node tasvib-verify.mjs evidence.zip
این برنامه در پوشهٔ infra/verify از کد تصویب است و جز Node چیزی نمی‌خواهد.
دو چیز را خود بسنجید: آخرین اثر انگشت دفتر را با صفحهٔ پیگیری و رسیدهایتان، و اثر انگشت گواهی را با آنچه شهر منتشر کرده است.
این بسته دادهٔ شخصی شما را دارد؛ آن را تنها به کسی بدهید که به او اعتماد دارید.

----

Evidence bundle of case ${reference}, for its applicant

With it you verify your case yourself, without the system that it comes from and without the city:

ledger.json              the case's ledger: each entry with its digest (SHA-256) and that of the entry before it
revisions/               your proposal, each time you sent it, with its personal data
attachments/             the attachments of the latest revision
contract-*.pdf           the text that was signed (once the contract is sealed)
signed-contract-*.pdf    the same text with the evidence of the signatures, under the city's digital seal (PAdES)
seal-certificate-*.pem   the certificate of the seal's key
release-*.json           the contract as open data (OCDS)

What is withheld, and why: entries that name reviewers or people of the city's offices, or hold internal notes, are withheld,
so that nobody is put under pressure for how they decided. Of a withheld entry you have its place in the ledger and the digest
of what it says (contentDigest). So none can be changed, taken out or put in without being found. What concerns you in them,
such as the reasons, is on the page of your case.
If there is a dispute, the city can open any withheld entry, or the whole ledger, to a court. What an entry says and its
random key (salt) must give the same contentDigest, and the digest of each entry of the whole ledger must be the one in this
bundle. So keep this bundle.

To verify it: node tasvib-verify.mjs evidence.zip
The program is in infra/verify of Tasvib's code and needs Node alone.
Compare two things yourself: the last digest of the ledger with the page of your case and your receipts, and the fingerprint
of the certificate with the one that the city publishes.
This bundle has your personal data; give it only to people whom you trust.
`
}

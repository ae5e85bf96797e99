/** What the bundle's own README says, in both languages. */
export function bundleReadme(reference: string): string {
  return `بستهٔ شواهد پروندهٔ ${reference}

این بسته هر آن چیزی است که برای راستی‌آزمایی این پرونده بی‌نیاز از سامانه لازم است:

ledger.json              دفتر پرونده: هر رویداد با اثر انگشت (SHA-256) خود و رویداد پیشین
revisions/               طرح، در هر بار که فرستاده شد؛ دادهٔ شخصی آن تنها با اثر انگشتش آمده است
attachments/             پیوست‌های آخرین نسخهٔ طرح
contract-*.pdf           متنی که امضا شد
signed-contract-*.pdf    همان متن با برگهٔ گواهی امضاها، زیر مهر دیجیتال شهر (PAdES)
seal-certificate-*.pem   گواهی کلید مهر
release-*.json           دادهٔ باز قرارداد (OCDS)

راستی‌آزمایی: node tasvib-verify.mjs evidence.zip
این برنامه در پوشهٔ infra/verify از کد تصویب است و جز Node چیزی نمی‌خواهد.
دو چیز را خود بسنجید: آخرین اثر انگشت دفتر را با رسیدی که دارید، و اثر انگشت گواهی را با آنچه شهر منتشر کرده است.

----

Evidence bundle of case ${reference}

All that is needed to verify this case without the system that it comes from:

ledger.json              the case's ledger: each event with its digest (SHA-256) and that of the event before it
revisions/               the proposal, each time it was submitted; of its personal data only the digest
attachments/             the attachments of the latest revision
contract-*.pdf           the text that was signed
signed-contract-*.pdf    the same text with the evidence of the signatures, under the city's digital seal (PAdES)
seal-certificate-*.pem   the certificate of the seal's key
release-*.json           the contract as open data (OCDS)

To verify it: node tasvib-verify.mjs evidence.zip
The program is in infra/verify of Tasvib's code and needs Node alone.
Compare two things yourself: the last digest of the ledger with a receipt that you hold, and the fingerprint of the
certificate with the one that the city publishes.
`
}

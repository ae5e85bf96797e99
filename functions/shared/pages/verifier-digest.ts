/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '8c41f0a995d863a435ecd8b564464930abafbc59e0d540e9e44df160b2203a5b'

/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = 'ace2a706707ee0bb26079fb2b3608fde7b29e2e0cb5e15dbcf0c2e24233e7b22'

/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = 'e2242a0ec65004f4ae48d5bee47a63e229f9e806b9ed38e138ff5f6f09185de6'

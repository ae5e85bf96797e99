/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '6a179aaa413c8992c2d9de58fdc990abb8da17516654199321d7c30ad1e17cb0'

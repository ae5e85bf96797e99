/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '1398d5994bac059a682c632bcff1aaa20962d5e32fbe1d9670b7996cd6cee1f1'

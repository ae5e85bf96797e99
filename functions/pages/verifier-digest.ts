/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = 'b8fe4f545135fac5bd2a4ff5061a8648f45de4d71759e16dd054bb86940661cf'

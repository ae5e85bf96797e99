/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '125a99b903d600cc8d972dfdae2454546863566a9abfb9cec0754e5a069d2ff5'

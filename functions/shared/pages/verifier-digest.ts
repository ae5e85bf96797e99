/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '1da10c9e1ad928c4f8b2be6e7ed35ac2c5dbb5d0a12caaf537bada2b29479cc8'

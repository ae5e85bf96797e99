/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '5711dfdc2ec5a19166c35cbf00ad3b43028f7a8fcdfaf0a45f5656d893d4e087'

/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '8aec3fa90364d6b3e320de161b709ee13fd94fd5229e6dcdbef5bdbf3bfd46f9'

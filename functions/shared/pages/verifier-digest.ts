/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '415c3b57fbac3b1a24f3fd3ec594676601d3dafcdf69335ecb365952e740c9e3'

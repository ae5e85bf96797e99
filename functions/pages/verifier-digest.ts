/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '6414f29c5bff98132fb28ba92475e3692f8bb6d7d623cef42fe20ca2ee3abe02'

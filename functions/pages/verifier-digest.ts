/**
 * SHA-256 of `infra/verify/tasvib-verify.mjs`, which outsiders compare before they run it. It stands in the README too; a test
 * keeps both true.
 */
export const verifierDigest = '05629997d86ef0301d8fb72825b010152302eb1ff754e157146f82766e3f371c'

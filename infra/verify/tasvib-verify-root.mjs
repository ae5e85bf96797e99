#!/usr/bin/env node
/*
 * Checks that a ledger stood on the day of a signed root as the case's `evidence.json` shows it, without Tasvib: it needs Node
 * and `tasvib-verify.mjs` beside it. It is given that ledger, the proof that the case office made for the day (`npm run operate
 * -- proof`) and the certificate of the city's seal. A bundle has the newest root's proof already, as `root.json`, and
 * `tasvib-verify.mjs` checks that with all the rest.
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  chainFault,
  chainOf,
  fingerprintsOf,
  printedName,
  readArguments,
  rootFaults,
} from './tasvib-verify.mjs'

const usage = `node tasvib-verify-root.mjs [--fingerprint <SHA-256>] <evidence.json> <proof.json> <seal-certificate.pem>

Exit status:
  0  the ledger stood so on the day of the root; what came later the root does not know
  1  it did not, or the certificate is not the one that --fingerprint names
  2  called wrongly: nothing was checked
`

/** What is wrong with a proof; nothing when it is sound. `entries` is the ledger as the bundle has it. */
export function verifyRoot({ proof, reference, entries, certificate }) {
  const named = new X509Certificate(certificate)
  const { certificate: own, ...root } = proof
  const chain = own === undefined ? [] : chainOf(own)
  // The key of roots has a certificate of its own, for which the seal's key vouches; older roots are of the seal's key itself.
  const isVouchedFor = chain.some(({ publicKey }) => publicKey.equals(named.publicKey))
  const faults = rootFaults(root, { reference, entries }, isVouchedFor ? chain[0] : named)
  return faults.map(([, en]) => en)
}

function main(given) {
  const asked = readArguments(given, 3, ['fingerprint'])
  if (asked.help) console.log(usage)
  if (asked.wrong !== undefined) console.error(`${asked.wrong}\n\n${usage}`)
  if (asked.paths === undefined) return asked.help ? 0 : 2
  const [ledger, proof, pem] = asked.paths
  let [faults, told] = [['it cannot be read'], []]
  try {
    const { reference, entries } = JSON.parse(readFileSync(ledger, 'utf8'))
    const [given, certificate] = [JSON.parse(readFileSync(proof, 'utf8')), readFileSync(pem, 'utf8')]
    const named = new X509Certificate(certificate)
    const pins = asked.pins.fingerprints
    const isNamed = pins.length === 0 || fingerprintsOf(named).some((print) => pins.includes(print))
    const chain = chainFault(entries)
    faults = [
      ...(isNamed ? [] : ['the certificate is not the one that you named']),
      ...(chain === undefined ? [] : [chain[1]]),
      ...verifyRoot({ proof: given, reference, entries, certificate }),
    ]
    told = [
      `Compare the certificate's fingerprint with the city's: ${named.fingerprint256}`,
      `Up to entry ${printedName(given.leaf.sequence)} of ${entries.length} the ledger of ${printedName(reference)} stood so on ${printedName(given.statement.at)}. What came later the root does not know.`,
    ]
  } catch {}
  for (const fault of faults) console.log(`✗ ${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`)
  for (const line of told.slice(0, faults.length > 0 ? 1 : 2)) console.log(line)
  return faults.length > 0 ? 1 : 0
}

const isCalled =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isCalled) process.exitCode = main(process.argv.slice(2))

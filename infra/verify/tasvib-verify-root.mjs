#!/usr/bin/env node
/*
 * Checks that a ledger stood as an evidence bundle shows it on the day of a signed root, without Tasvib: it needs Node and
 * imports nothing of ours. It is given the bundle, the proof that the case office made (`npm run operate -- proof`) and the
 * certificate of the city's seal, whose fingerprint it shows to be compared. Exits with 0 when everything agrees, else 1; 2 when
 * it was called wrongly.
 */
import { createHash, verify, X509Certificate } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 8785, of what has neither lone surrogates nor numbers that are no integers. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

const hash = (prefix, bytes) => createHash('sha256').update(Uint8Array.of(prefix)).update(bytes).digest('hex')

/** RFC 6962, 2.1. */
function merkleRoot(hashes) {
  if (hashes.length === 0) return createHash('sha256').digest('hex')
  if (hashes.length === 1) return hashes[0]
  const middle = 2 ** Math.ceil(Math.log2(hashes.length) - 1)
  return hash(1, Buffer.from(merkleRoot(hashes.slice(0, middle)) + merkleRoot(hashes.slice(middle)), 'hex'))
}

/**
 * What is wrong with a proof; nothing when it is sound. `entries` is the ledger as the bundle has it, whose chain
 * `tasvib-verify` checks.
 */
export function verifyRoot({ proof, reference, entries, certificate }) {
  const { statement, signature, pages, page, leaf } = proof
  const key = new X509Certificate(certificate).publicKey
  const signed = Buffer.from(canonical(statement))
  const faults = []
  if (!verify('sha256', signed, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'))) {
    faults.push("The root is not signed by the certificate's key.")
  }
  if (merkleRoot(pages) !== statement.root) faults.push('The pages are not those of the root.')
  if (!pages.includes(merkleRoot(page))) faults.push('The page is none of the root.')
  if (!page.includes(hash(0, Buffer.from(canonical(leaf))))) faults.push('The case is not in the page.')
  if (leaf.reference !== reference) faults.push('The proof is of another case.')
  if (entries[leaf.sequence - 1]?.digest !== leaf.digest) {
    faults.push(`Entry ${leaf.sequence} is not the one that the root has.`)
  }
  return faults
}

function main([ledger, proofFile, certificateFile]) {
  if (certificateFile === undefined) {
    console.error('tasvib-verify-root <evidence.json> <proof.json> <seal-certificate.pem>')
    return 2
  }
  const { reference, entries } = JSON.parse(readFileSync(ledger, 'utf8'))
  const proof = JSON.parse(readFileSync(proofFile, 'utf8'))
  const certificate = readFileSync(certificateFile, 'utf8')
  const faults = verifyRoot({ proof, reference, entries, certificate })
  const { fingerprint256 } = new X509Certificate(certificate)
  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(`Compare the certificate's fingerprint with the city's: ${fingerprint256}`)
  if (faults.length > 0) return 1
  console.log(`Up to entry ${proof.leaf.sequence} the ledger stood so on ${proof.statement.at}.`)
  return 0
}

const isCalled =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isCalled) process.exitCode = main(process.argv.slice(2))

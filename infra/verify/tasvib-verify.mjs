#!/usr/bin/env node
/*
 * Checks an evidence bundle of Tasvib, or the folder that it was unpacked to, without Tasvib: it needs Node and imports
 * nothing of ours. Exits with 0 when everything agrees, with 1 when anything does not, with 2 when it was called wrongly.
 * It checks the ledger's chain (SHA-256 over canonical JSON, RFC 8785), also where what entries say is withheld, each file
 * against the digest that the ledger has of it, and the seal on the contract (PAdES: CMS, RFC 5652, with ECDSA). It cannot know
 * what was cut off at the end, nor whose key sealed: it shows the last digest and the fingerprint, to be compared.
 */
import { createHash, verify, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const hexOf = (value) => value.content.toString('hex')

const words = {
  unreadable: ['خوانا نیست', 'it cannot be read'],
  zip: ['ساختار فایل ZIP درست نیست', 'the ZIP is damaged'],
  form: ['نوشتار آن معیار نیست', 'it is not canonical JSON of the parts that it should have'],
  missing: ['در بسته نیست', 'it is missing'],
  extra: ['از این بسته نیست', 'it does not belong to the bundle'],
  erased: ['به گفتهٔ دفتر پاک شده است', 'it is not there: the ledger says that it was erased'],
  differs: ['همان نیست که در دفتر ثبت شده است', 'it is not what the ledger recorded'],
  empty: ['دفتر خالی است یا از پرونده‌ای دیگر است', 'the ledger is empty or of another case'],
  noSeal: ['مهری ندارد', 'it has no seal'],
  partly: ['مهر همهٔ فایل را دربر نمی‌گیرد', 'the seal does not cover the whole file'],
  changed: ['متن پس از مهر تغییر کرده است', 'the document was changed after it was sealed'],
  certificate: ['گواهی این مهر نیست', 'it is not the certificate of the seal'],
  signature: ['امضای مهر درست نیست', "the seal's signature is not valid"],
  expired: ['گواهی در زمان مهر معتبر نبوده است', 'the certificate was not valid when the seal was made'],
  isProposal: ['همان طرحی است که فرستاده شد', 'it is the proposal that was submitted'],
  isAttachment: ['همان پیوست است که فرستاده شد', 'it is the attachment that was submitted'],
  isContract: ['همان قراردادی است که امضا شد', 'it is the contract that people signed'],
  isSealed: ['همان سندی است که در دفتر ثبت شد', 'it is the document that the ledger recorded'],
  isCertificate: ['گواهی همین مهر است', 'it is the certificate of that seal'],
}

/** A fault that is found carries its words; whatever else is thrown says that a file cannot be read. */
function must(holds, said) {
  if (!holds) throw Object.assign(new Error(said[1]), { said })
}

const sound = (holds) => must(holds, words.zip)

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

const digestOf = (value) => sha256(canonical(value))

/** Whether an object has these members and no other. */
const hasOnly = (value, keys) => isObject(value) && Object.keys(value).sort().join() === keys.join()

/** JSON that is written in its canonical form, so that no two files say the same. */
function readJson(bytes, ...forms) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const value = JSON.parse(text)
  must(forms.some((keys) => hasOnly(value, keys)) && canonical(value) === text, words.form)
  return value
}

/** The files of a ZIP as Tasvib writes it: stored, one after the other, and nothing that is not accounted for. */
export function readZip(zip) {
  const bytes = Buffer.from(zip)
  const end = bytes.length - 22
  sound(end >= 0 && bytes.readUInt32LE(end) === 0x06054b50 && bytes.readUInt32LE(end + 4) === 0)
  const count = bytes.readUInt16LE(end + 8)
  let [local, central] = [0, bytes.readUInt32LE(end + 16)]
  sound(bytes.readUInt16LE(end + 10) === count && bytes.readUInt16LE(end + 20) === 0)
  sound(central + bytes.readUInt32LE(end + 12) === end)
  const [files, firstCentral] = [new Map(), central]
  for (let index = 0; index < count; index += 1) {
    sound(central + 46 <= end && bytes.readUInt32LE(central) === 0x02014b50)
    const common = bytes.subarray(central + 6, central + 32)
    const [size, nameLength] = [common.readUInt32LE(18), common.readUInt16LE(22)]
    const name = bytes.subarray(central + 46, central + 46 + nameLength)
    sound(bytes.readUInt16LE(central + 4) === 20 && common.readUInt16LE(0) === 20)
    sound(common.readUInt16LE(2) === 0x0800 && common.readUInt16LE(4) === 0 && common.readUInt16LE(24) === 0)
    sound(common.readUInt32LE(14) === size && /^0+$/.test(bytes.toString('hex', central + 32, central + 42)))
    sound(bytes.readUInt32LE(central + 42) === local && local + 30 + nameLength + size <= firstCentral)
    sound(bytes.readUInt32LE(local) === 0x04034b50 && bytes.subarray(local + 4, local + 30).equals(common))
    const start = local + 30 + nameLength
    sound(bytes.subarray(local + 30, start).equals(name) && !files.has(name.toString('utf8')))
    const content = bytes.subarray(start, start + size)
    sound(crc32(content) === common.readUInt32LE(10))
    files.set(name.toString('utf8'), content)
    local = start + size
    central += 46 + nameLength
  }
  sound(local === firstCentral && central === end)
  return files
}

function readFolder(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((item) => item.isFile())
  const paths = found.map((item) => join(item.parentPath, item.name))
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]))
}

/** One DER value after the other: its tag, its bytes, its content. */
function der(bytes) {
  const values = []
  for (let at = 0; at < bytes.length; ) {
    let [length, start] = [bytes[at + 1], at + 2]
    if (length >= 0x80) {
      const digits = bytes.subarray(start, start + length - 0x80)
      start += digits.length
      length = digits.length > 0 && digits.length <= 4 ? digits.readUIntBE(0, digits.length) : Number.NaN
    }
    must(start + length <= bytes.length, words.unreadable)
    const whole = bytes.subarray(at, start + length)
    values.push({ tag: bytes[at], bytes: whole, content: whole.subarray(start - at) })
    at = start + length
  }
  return values
}

// Object identifiers: signed data, with SHA-256, by ECDSA with SHA-256; and two attributes.
const ourKind = ['2a864886f70d010702', '608648016503040201', '2a8648ce3d040302']
const [messageDigest, signingCertificateV2] = ['2a864886f70d010904', '2a864886f70d010910022f']

/** Checks the seal on a PDF; answers its certificate and the time that it claims. */
export function checkSeal(pdf) {
  const bytes = Buffer.from(pdf)
  const text = bytes.toString('latin1')
  const range = /.*\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/s.exec(text)?.slice(1).map(Number)
  must(range !== undefined, words.noSeal)
  const [before, after, rest] = range
  must(text[before] === '<' && text[after - 1] === '>' && after + rest === bytes.length, words.partly)
  const hex = text.slice(before + 1, after - 1)
  must(/^(?:[0-9a-f]{2})+$/.test(hex), words.unreadable)
  const room = Buffer.from(hex, 'hex')
  // Zeros fill the room that the signature leaves; it may end in one itself.
  const length = room.readUInt16BE(2) + 4
  must(room.readUInt16BE() === 0x3082 && room.subarray(length).every((byte) => byte === 0), words.unreadable)
  const [outer] = der(room.subarray(0, length))
  const [type, wrapped] = der(outer.content)
  const parts = der(der(wrapped.content)[0].content)
  const [signer] = der(parts.at(-1).content)
  const [, , digestAlgorithm, attributes, signatureAlgorithm, signature] = der(signer.content)
  const kind = [type, der(digestAlgorithm.content)[0], der(signatureAlgorithm.content)[0]].map(hexOf)
  must(kind.join() === ourKind.join(), words.signature)
  const held = der(attributes.content).map((item) => der(item.content))
  const attribute = (oid) => held.find(([name]) => hexOf(name) === oid)?.[1].content
  const digest = createHash('sha256').update(bytes.subarray(0, before)).update(bytes.subarray(after)).digest()
  must(der(attribute(messageDigest))[0].content.equals(digest), words.changed)
  const named = der(der(der(der(attribute(signingCertificateV2))[0].content)[0].content)[0].content)[0]
  const certificates = der(parts.find(({ tag }) => tag === 0xa0).content)
  const raw = certificates.find((value) => sha256(value.bytes) === hexOf(named))?.bytes
  must(raw !== undefined, words.certificate)
  const certificate = new X509Certificate(raw)
  const signed = Buffer.concat([Buffer.of(0x31), attributes.bytes.subarray(1)])
  must(verify('sha256', signed, certificate.publicKey, signature.content), words.signature)
  const at = /.*\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/s.exec(text)?.slice(1) ?? []
  const time = new Date(`${at.slice(0, 3).join('-')}T${at.slice(3).join(':')}Z`)
  must(time >= new Date(certificate.validFrom) && time <= new Date(certificate.validTo), words.expired)
  return { certificate, time }
}

function checkLedger(bytes) {
  const { reference, entries } = readJson(bytes, ['entries', 'reference'])
  must(entries[0].type === 'ProposalSubmitted' && entries[0].data.reference === reference, words.empty)
  entries.forEach(({ digest, sequence, previous: before, ...content }, index) => {
    const [nth, previous] = [index + 1, entries[index - 1]?.digest ?? null]
    const isWithheld = hasOnly(content, ['contentDigest'])
    const { personalDigest: _, ...said } = content
    must(isWithheld || hasOnly(said, ['actor', 'at', 'data', 'salt', 'type']), words.form)
    const contentDigest = isWithheld ? content.contentDigest : digestOf(content)
    const isNext = sequence === nth && before === previous
    const fault = [`ردیف ${nth} یا ردیف پیش از آن درست نیست`, `entry ${nth} or the one before was changed`]
    must(isNext && digestOf({ previous, sequence, contentDigest }) === digest, fault)
  })
  const shown = entries.filter(({ type }) => type !== undefined)
  return { reference, shown, count: entries.length, tip: entries.at(-1).digest }
}

function checkRevision(bytes, reference, recorded) {
  const parts = ['documentsDigest', 'files', 'open', 'personalDigest', 'reference', 'revision']
  // The applicant's bundle has the personal part too.
  const form = readJson(bytes, parts, parts.toSpliced(3, 0, 'personal'))
  const { documentsDigest, reference: ofCase, revision, personal, ...content } = form
  must(ofCase === reference && revision === recorded.revision, words.differs)
  must(documentsDigest === recorded.documentsDigest && digestOf(content) === documentsDigest, words.differs)
  must(personal === undefined || digestOf(personal) === content.personalDigest, words.differs)
  return content.files
}

/** Checks the files of a bundle, by their names: one finding for each thing that was looked at. */
export function verifyFiles(files) {
  const findings = []
  const found = (ok, name, [fa, en]) => findings.push({ ok, name, fa, en })
  const unknown = new Set([...files.keys()].filter((name) => name !== 'README.txt'))
  let erasable = /(?!)/
  const check = (name, look) => {
    unknown.delete(name)
    if (erasable.test(name) && !files.has(name)) return found(true, name, words.erased)
    try {
      must(files.has(name), words.missing)
      found(true, name, look(files.get(name)))
    } catch (error) {
      found(false, name, error.said ?? words.unreadable)
    }
  }
  const same = (name, digests, said) =>
    check(name, (bytes) => {
      must(digests.length > 0 && digests.every((digest) => digest === sha256(bytes)), words.differs)
      return said
    })

  let ledger
  check('ledger.json', (bytes) => {
    ledger = checkLedger(bytes)
    const { reference, shown, count, tip } = ledger
    if (shown.length < count) {
      const fa = `${shown.length} ردیف از ${count} ردیف نشان داده شده است؛ ${count - shown.length} ردیف دیگر پوشیده است: جای آن‌ها در زنجیره ثابت می‌شود، متن آن‌ها نه`
      const en = `${shown.length} of ${count} entries are shown; the other ${count - shown.length} are withheld, their place in the chain is proven, their words are not`
      found(true, 'ledger.json', [fa, en])
    }
    return [
      `دفتر پروندهٔ ${reference} پیوسته است. آخرین ردیف آن (${count}) را با رسیدها بسنجید: ${tip}`,
      `the ledger of ${reference} is whole. Compare its last entry (${count}) with receipts: ${tip}`,
    ]
  })
  if (ledger === undefined) return findings
  const dataOf = (...types) => ledger.shown.filter(({ type }) => types.includes(type)).map(({ data }) => data)
  // What was sealed and not returned is the city's record, and its documents stay.
  const last = ledger.shown.findLast(({ type }) => type === 'ContractSealed' || type === 'ContractReturned')
  const taken = last?.type === 'ContractSealed' ? /^attachments\// : /^(?:attachments\/|[a-z]+-)/
  if (dataOf('PersonalDataErased').length > 0) erasable = taken
  let attached = []
  for (const data of dataOf('ProposalSubmitted', 'ProposalRevised')) {
    check(`revisions/${data.revision}.json`, (bytes) => {
      attached = checkRevision(bytes, ledger.reference, data)
      return words.isProposal
    })
  }
  // Of earlier revisions the bundle has the digests alone.
  for (const file of attached) same(`attachments/${file.fileId}`, [file.sha256], words.isAttachment)

  // Where the entry of a contract's drawing up is withheld, the signatures say which text it was.
  const texts = dataOf('ContractDrawnUp', 'ContractSigned')
  for (const version of new Set(dataOf('ContractDrawnUp', 'ContractSealed').map((data) => data.version))) {
    const digests = texts.filter((text) => text.version === version).map((text) => text.documentDigest)
    same(`contract-${version}.pdf`, digests, words.isContract)
  }
  for (const { version, sealDigest, openContractingDigest } of dataOf('ContractSealed')) {
    const name = `signed-contract-${version}.pdf`
    let certificate
    check(name, (bytes) => {
      const { time, ...seal } = checkSeal(bytes)
      certificate = seal.certificate
      must(sealDigest === sha256(bytes), words.differs)
      found(true, name, words.isSealed)
      const of = `${certificate.subject.split('\n').join(', ')}, ${time.toISOString()}`
      return [
        `مهر آن درست است: ${of}. اثر انگشت گواهی را با آنچه شهر منتشر کرده است بسنجید: ${certificate.fingerprint256}`,
        `its seal is valid: ${of}. Compare the certificate's fingerprint with the city's: ${certificate.fingerprint256}`,
      ]
    })
    check(`seal-certificate-${version}.pem`, (bytes) => {
      must(certificate?.toString() === bytes.toString('utf8'), words.certificate)
      return words.isCertificate
    })
    same(`release-${version}.json`, [openContractingDigest], words.isSealed)
  }
  for (const name of unknown) found(false, name, words.extra)
  return findings
}

/** Checks a bundle, given the bytes of its ZIP. */
export function verifyBundle(zip) {
  try {
    return verifyFiles(readZip(zip))
  } catch {
    return [{ ok: false, name: 'ZIP', fa: words.zip[0], en: words.zip[1] }]
  }
}

function main(path) {
  if (path === undefined) {
    console.error('tasvib-verify <bundle.zip | folder>')
    return 2
  }
  const isFolder = statSync(path).isDirectory()
  const findings = isFolder ? verifyFiles(readFolder(path)) : verifyBundle(readFileSync(path))
  for (const { ok, name, fa, en } of findings) console.log(`${ok ? '✓' : '✗'} ${name}\n    ${fa}\n    ${en}`)
  const status = findings.every(({ ok }) => ok) ? 0 : 1
  console.log(['\nهمه چیز درست است.\nEverything agrees.', '\nاین بسته درست نیست.\nIt is NOT sound.'][status])
  return status
}

const [, called, given] = process.argv
if (called && realpathSync(called) === fileURLToPath(import.meta.url)) process.exitCode = main(given)

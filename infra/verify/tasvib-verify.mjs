#!/usr/bin/env node
/*
 * Checks an evidence bundle of Tasvib, or the folder that it was unpacked to, without Tasvib: it needs Node and imports
 * nothing of ours. `--help` says what each exit status means.
 * It checks the ledger's chain (SHA-256 over canonical JSON, RFC 8785), also where what entries say is withheld, each file
 * against the digest that the ledger has of it, and the seal on the contract (PAdES: CMS, RFC 5652, with ECDSA); and it decides
 * every stage again from the answers and the rules. All that can be made anew by whoever makes a bundle. So it says how far the
 * ledger is anchored outside: by the seal, which binds the entry that was the last one then, by the signed root of a day
 * (RFC 6962), and by what the reader knows. What was cut off behind the last anchor no file can show.
 */
import { createHash, verify, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { domainToASCII, fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { crc32 } from 'node:zlib'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const hexOf = (value) => value.content.toString('hex')

const escaped = (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`

/** Text out of a bundle: nothing in it can move the cursor, turn a line round, begin one, or pass for words of ours. */
export function printed(value, most = 120) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const start = Array.from(text.slice(0, 3 * most))
    .slice(0, most)
    .join('')
  const shown = start.replace(/(?!\u200c)[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?<= ) |["\\]/gu, escaped)
  return shown + (start.length < text.length ? '…' : '')
}

/** A name is quoted unless it is as plain as those that Tasvib gives. */
export const printedName = (name) => (/^[\w./:-]{1,120}$/.test(name) ? name : `"${printed(name)}"`)

/** A day, e.g. `2026-07-05`, in both languages. */
function dayWords(day) {
  const told = (locale) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
  return [told('fa-IR-u-ca-persian-nu-arabext'), told('en-GB')]
}

const words = {
  unreadable: ['خوانا نیست', 'it cannot be read'],
  zip: [
    'ZIP آن‌گونه نیست که تصویب می‌نویسد. اگر کسی آن را دوباره ساخته است، بازش کنید و پوشه را بیازمایید',
    'it is no ZIP as Tasvib writes it, or it is damaged. If somebody packed it anew, unpack it and check the folder',
  ],
  twice: ['دو فایل با یک نام در آن است', 'it has two files of one name'],
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
  withheldDecisions: [
    'دوباره داوری نشد، چون رأی‌ها در این بسته پوشیده‌اند',
    'not re-decided: this bundle withholds the decisions',
  ],
  olderCase: [
    'دوباره داوری نشد، چون قاعده‌های پرونده‌های پیشین در دفتر ثبت نشده است',
    'not re-decided: the case is from before a ledger named its rules',
  ],
  noEvidence: [
    'شاهد نیست: هیچ چیز درستی نوشته‌های آن را ثابت نمی‌کند',
    'it is no evidence: nothing vouches for what it says',
  ],
  foreignReadme: [
    'شاهد نیست و نوشتهٔ هیچ نسخه‌ای از تصویب که این برنامه می‌شناسد هم نیست: به آن اعتماد نکنید',
    'it is no evidence, nor the text of a release of Tasvib that this program knows: rely on nothing in it',
  ],
  otherCertificate: [
    'گواهی یا کلید آن همانی نیست که شما نام بردید',
    'its certificate or key is not the one that you named',
  ],
  otherVoucher: [
    'کلیدی که پشت آن است کلید مهر همین بسته نیست. اگر شهر مهر خود را عوض کرده است هر دو را با --fingerprint نام ببرید',
    'the key behind it is not that of the seal in this bundle. If the city changed its seal, name both with --fingerprint',
  ],
  unboundSeal: [
    'این مهر از زمانی است که مهرها هنوز دفتر را دربر نمی‌گرفتند: قرارداد را ثابت می‌کند و دفتر را نه',
    'this seal is from before seals bound the ledger: it proves the contract and nothing of the ledger',
  ],
  otherCase: ['از پرونده‌ای دیگر است', 'it is of another case'],
  otherRules: [
    'قاعده‌هایی جز آنچه دفتر می‌گوید دربر گرفته است',
    'it binds other rules than those of the ledger',
  ],
  late: [
    'ردیفی را دربر گرفته است که پس از خود مهر است',
    'it binds an entry that comes after the seal itself',
  ],
  rootSignature: ['امضای ریشه از کلید گواهی آن نیست', "the root is not signed by the certificate's key"],
  rootPages: ['برگه‌ها از آنِ این ریشه نیست', 'the pages are not those of the root'],
  rootPage: ['برگه از آنِ این ریشه نیست', 'the page is none of the root'],
  rootLeaf: ['پرونده در این برگه نیست', 'the case is not in the page'],
  rootExpired: ['گواهی در روز ریشه پایان یافته بوده است', 'the certificate had ended on the day of the root'],
  rootDay: ['روز ریشه با زمان آن یکی نیست', 'the day of the root is not that of its time'],
  unknownTip: [
    'ردیفی با اثر انگشتی که شما نام بردید در این دفتر نیست: پایان آن بریده شده یا دفتر عوض شده است',
    'no entry has the digest that you named: the end of the ledger was cut off, or the ledger was changed',
  ],
  isRules: [
    'همان قاعده‌هایی است که پرونده به آن‌ها بسته است',
    'these are the rules to which the case is pinned',
  ],
  isTerms: ['همان شرایطی است که متقاضی پذیرفت', 'these are the terms that the applicant accepted'],
  isDecision: [
    'همان تصمیمی است که با مسیر قانونی ثبت شد',
    'it is the decision that was recorded with the legal route',
  ],
  byDigest: [
    'در این بسته نیست؛ دفتر تنها اثر انگشت آن را دارد (نسخه‌های پیشین آن را در بسته نمی‌گذاشتند)',
    'it is not in this bundle: the ledger has its digest alone (earlier releases did not put it into bundles)',
  ],
  isProposal: ['همان طرحی است که فرستاده شد', 'it is the proposal that was submitted'],
  withheldFile: [
    'در این بسته نیست، چون از نظر بدافزار سالم شناخته نشد؛ از آن تنها اثر انگشتش در دفتر پیداست',
    'not in this bundle, since a scan for malware did not call it clean; of it the ledger has the digest alone',
  ],
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
    sound(bytes.subarray(local + 30, start).equals(name))
    must(!files.has(name.toString('utf8')), words.twice)
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
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (item) => !item.isDirectory(),
  )
  // What is no file, such as a link to one elsewhere, is there and has nothing in it.
  return new Map(
    found.map((item) => {
      const path = join(item.parentPath, item.name)
      const bytes = item.isFile() ? readFileSync(path) : Buffer.alloc(0)
      return [relative(folder, path).split(sep).join('/'), bytes]
    }),
  )
}

/** One DER value after the other: its tag, its bytes, its content. */
function der(bytes) {
  const values = []
  for (let at = 0; at < bytes.length;) {
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

// What a seal says that it binds. It stands behind the signature, among what the seal covers.
const bindingForm =
  /^\/Reason \(Sealed by the city; binds ledger (\S{1,40}) up to entry (\d{1,9}) = ([0-9a-f]{64}), rules ([0-9a-f]{64}|none)\)/

/** Checks the seal on a PDF; answers its certificate, the time that it claims, and what it binds of the ledger. */
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
  const behind = text.slice(after)
  const [, reference, sequence, tip, rules] =
    bindingForm.exec(behind.slice(behind.lastIndexOf('/Reason'))) ?? []
  return {
    certificate,
    time,
    bound: reference && { reference, sequence: Number(sequence), digest: tip, rules },
  }
}

function checkLedger(bytes) {
  const { reference, entries } = readJson(bytes, ['entries', 'reference'])
  must(entries[0].type === 'ProposalSubmitted' && entries[0].data.reference === reference, words.empty)
  mustBeChained(entries)
  const shown = entries.filter(({ type }) => type !== undefined)
  return { reference, entries, shown, count: entries.length, tip: entries.at(-1).digest }
}

function mustBeChained(entries) {
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
}

/** What is wrong with the chain of a ledger; undefined when it is whole. */
export function chainFault(entries) {
  try {
    mustBeChained(entries)
  } catch (error) {
    return error.said ?? words.unreadable
  }
}

/** An anchor has the digest of an entry of one case, and the ledger must be of that case and have the same one there. */
function mustStand(ledger, { reference, sequence, digest }) {
  const { entries } = ledger
  const [fa, en] = [`لنگر ردیف ${sequence} را دارد`, `the anchor has entry ${sequence}`]
  must(reference === ledger.reference, words.otherCase)
  must(Number.isInteger(sequence) && sequence > 0, words.unreadable)
  must(sequence <= entries.length, [
    `${fa} و دفتر اینجا با ردیف ${entries.length} تمام می‌شود: پایان آن بریده شده است`,
    `${en}, and the ledger here ends with entry ${entries.length}: its end was cut off`,
  ])
  must(entries[sequence - 1].digest === digest, [
    `${fa} و آن ردیف در این دفتر چیز دیگری است: آن ردیف یا یکی از پیشینیان آن عوض شده است`,
    `${en}, and the ledger here has another one there: that entry or one before it was changed`,
  ])
}

const treeHash = (prefix, bytes) =>
  createHash('sha256').update(Uint8Array.of(prefix)).update(bytes).digest('hex')

/** RFC 6962, 2.1. */
function merkleRoot(hashes) {
  if (hashes.length === 0) return sha256('')
  if (hashes.length === 1) return hashes[0]
  const middle = 2 ** Math.ceil(Math.log2(hashes.length) - 1)
  const halves = [hashes.slice(0, middle), hashes.slice(middle)].map(merkleRoot)
  return treeHash(1, Buffer.from(halves.join(''), 'hex'))
}

/** What is wrong with a day's root and the proof that a ledger is in it; nothing when both are sound. */
export function rootFaults({ statement, signature, pages, page, leaf }, ledger, certificate) {
  const key = { key: certificate.publicKey, dsaEncoding: 'der' }
  const signed = verify('sha256', Buffer.from(canonical(statement)), key, Buffer.from(signature, 'base64'))
  const faults = []
  const expect = (holds, said) => holds || faults.push(said)
  expect(signed, words.rootSignature)
  // A key signs roots before its certificate is made, and never after that has ended.
  expect(new Date(statement.at) <= new Date(certificate.validTo), words.rootExpired)
  expect(statement.at.slice(0, 10) === statement.day, words.rootDay)
  expect(
    [...pages, ...page].every((hash) => /^[0-9a-f]{64}$/.test(hash)),
    words.form,
  )
  expect(merkleRoot(pages) === statement.root, words.rootPages)
  expect(pages.includes(merkleRoot(page)), words.rootPage)
  expect(page.includes(treeHash(0, Buffer.from(canonical(leaf)))), words.rootLeaf)
  try {
    mustStand(ledger, leaf)
  } catch (error) {
    faults.push(error.said)
  }
  return faults
}

/** What reviewers' answers mean once nobody is left to decide; null when they are too few for any outcome. */
function finalOutcome({ approvals, changes, rejections, hundredths }, rules) {
  if (approvals >= rules.needed) {
    const mean = meanOf(hundredths)
    if (rules.minimumScore === undefined || mean === null || mean >= rules.minimumScore) return 'approved'
    return rules.offered.includes('request-changes') ? 'changes-requested' : 'rejected'
  }
  if (changes > 0 && (rejections === 0 || rules.mixedAnswers === 'changes-first')) return 'changes-requested'
  return rejections > 0 ? 'rejected' : null
}

/** Scores are added as whole hundredths, whose sum is the same in any order. */
const meanOf = (hundredths) =>
  hundredths.length === 0 ? null : hundredths.reduce((sum, each) => sum + each, 0) / (100 * hundredths.length)

function countOf(seats) {
  const of = (kind) => seats.filter(({ answer }) => answer?.decision === kind).length
  const hundredths = seats.flatMap(({ answer }) =>
    answer?.score == null ? [] : [Math.round(answer.score * 100)],
  )
  return { approvals: of('approve'), changes: of('request-changes'), rejections: of('reject'), hundredths }
}

/** A stage's outcome as soon as nothing that is still awaited can change it; null before that. */
function settledOutcome(seats, rules) {
  const { approvals, changes, rejections, hundredths } = countOf(seats)
  const awaited = seats.filter(({ holder, answer }) => holder !== null && answer === null).length
  const outcomes = new Set()
  for (let yes = 0; yes <= awaited; yes += 1) {
    for (let change = 0; change <= awaited - yes; change += 1) {
      const no = awaited - yes - change
      if (change > 0 && !rules.offered.includes('request-changes')) continue
      if (no > 0 && !rules.offered.includes('reject')) continue
      for (const score of awaited > 0 ? [0, 10_000] : [0]) {
        const scores = [...hundredths, ...Array.from({ length: awaited }, () => score)]
        const ending = { approvals: approvals + yes, changes: changes + change, rejections: rejections + no }
        outcomes.add(finalOutcome({ ...ending, hundredths: scores }, rules))
      }
    }
  }
  return outcomes.size === 1 ? [...outcomes][0] : null
}

/** What a closing says of its cause and counts; its mean is checked by itself. */
function becauseOf({ outcome, score: mean }, seats, { needed, offered, mixedAnswers, minimumScore }) {
  const { approvals, changes, rejections, hundredths } = countOf(seats)
  const awaited = seats.filter(({ holder, answer }) => holder !== null && answer === null).length
  const best = meanOf([...hundredths, ...Array.from({ length: awaited }, () => 10_000)])
  const isOut = approvals + awaited >= needed && best !== null && best < (minimumScore ?? 0)
  const against = changes > 0 && rejections > 0 ? 'mixed-answers' : outcome
  const few = isOut ? 'mean-out-of-reach' : against
  const [enough, fewer] =
    outcome === 'approved' ? ['approvals', 'only-approvals'] : ['mean-below-minimum', few]
  return {
    cause: approvals >= needed ? enough : fewer,
    seats: seats.length,
    empty: seats.filter(({ holder }) => holder === null).length,
    needed,
    approvals,
    changes,
    rejections,
    awaited,
    mean,
    minimum: minimumScore ?? null,
    mayRequestChanges: offered.includes('request-changes'),
    mixedAnswers,
  }
}

/** By the rules of a stage in one of its rounds. */
function roundRules({ maxRounds, mixedAnswers }, { quorum, decisions, seats, minimumScore }, round) {
  const { length } = seats
  const needed = { all: length, any: 1, majority: Math.floor(length / 2) + 1, atLeast: quorum.count }
  must(Object.hasOwn(needed, quorum.kind), words.unreadable)
  const offered = round < maxRounds ? decisions : decisions.filter((kind) => kind !== 'request-changes')
  return { needed: needed[quorum.kind], offered, mixedAnswers, minimumScore }
}

function weightedScore(scores, { scale: [lowest, highest], criteria }) {
  const isScored = ({ id }) => scores[id] >= lowest && scores[id] <= highest
  if (!criteria.every(isScored)) return null
  const share = (total, { id, weight }) => total + ((scores[id] - lowest) / (highest - lowest)) * weight
  return Math.round(criteria.reduce(share, 0) * 100) / 100
}

/** What the spellings of an address that reach one mailbox have in common, as Tasvib compares people. */
export function comparableAddress(email) {
  const folded = email.normalize('NFKC').trim().toLowerCase()
  const at = folded.lastIndexOf('@')
  if (at < 0) return folded
  const given = folded
    .slice(at + 1)
    .trim()
    .replace(/\.+$/, '')
  const [domain, whole] = [domainToASCII(given) || given, folded.slice(0, at).trim()]
  const plus = whole.indexOf('+')
  const local = plus > 0 ? whole.slice(0, plus) : whole
  const isGoogle = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGoogle ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}

const samePerson = (one, other) => one?.toLowerCase() === other?.toLowerCase()

/**
 * Under what a person is known: whom the programme names, by the address itself, since a city may route by plus tags; anybody
 * else by the mailbox. The programme is not in a bundle, but those whom it seated, its office and its signatories are.
 */
function identities(entries) {
  const named = new Set()
  const add = (...people) => people.forEach((person) => person && named.add(person.email.toLowerCase()))
  for (const { type, actor, data } of entries) {
    if (actor.role === 'office') add(actor)
    if (type === 'StageOpened' && data.round === 1) add(...data.seats.map(({ holder }) => holder))
    if (type === 'SeatAssigned' && ['alternate', 'silence', 'unreachable'].includes(data.because))
      add(data.holder)
    if (type === 'ContractDrawnUp') add(...data.signatories.map(({ person }) => person))
  }
  const isNamed = (email) => named.has(email.toLowerCase())
  return (one, other) =>
    isNamed(one) && isNamed(other)
      ? samePerson(one, other)
      : comparableAddress(one) === comparableAddress(other)
}

const mayBeTwo = (sequence) => [
  `ردیف ${sequence} با نشانی‌ای از همان صندوق رأی داده است که در مرحله‌ای دیگر رأی داد؛ اگر برنامه هر دو نشانی را نام برده باشد دو نفرند، و این از بسته پیدا نیست`,
  `entry ${sequence} is by another spelling of an address that decided in another stage: two people if the programme names both, which this bundle does not tell`,
]

const rulesSay = {
  order: ['در این جای پرونده جایی ندارد', 'has no place where the case stands'],
  stage: ['از مرحله یا دوری دیگر است', 'is of another stage or round than the present one'],
  seats: ['جایگاه‌هایی جز جایگاه‌های قاعده‌ها دارد', 'has other seats than the rules'],
  seat: ['از کسی است که این جایگاه را نداشت', 'is by somebody who did not hold the seat'],
  twice: ['از کسی است که در مرحله‌ای دیگر نیز رأی داد', 'is by somebody who decided in another stage'],
  declared: [
    'از کسی است که تعارض منافع نداشتن را اعلام نکرده بود',
    'is by somebody who had not declared to have no conflict',
  ],
  carried: [
    'جایگاهی را دارای اعلام نبود تعارض می‌داند که دارندهٔ آن چنین اعلامی نکرده بود',
    'says of a holder to have declared no conflict who had not',
  ],
  recused: ['از کسی است که در این پرونده کنار رفت', 'is by somebody who recused in this case'],
  offered: ['رأیی است که در آن دور پیشنهاد نمی‌شد', 'is a decision that was not offered then'],
  documents: ['دربارهٔ متنی دیگر از طرح است', 'is about another text of the proposal'],
  reason: ['کد دلیلی جز آنِ قاعده‌ها دارد', 'has a reason code that the rules do not have'],
  score: ['امتیازی جز آنِ نمره‌ها و وزن‌ها دارد', 'has a score that does not follow from its scores'],
  answer: ['همان پاسخی نیست که ثبت شد', 'is not the answer whose digest was recorded'],
  outcome: ['نتیجه‌ای جز آنِ رأی‌ها دارد', 'has an outcome that does not follow from the decisions'],
  early: ['با آنکه نتیجه روشن نبود ثبت شد', 'closed a stage whose outcome was still open'],
  count: ['شمار رأی یا میانگینی نادرست دارد', 'has other approvals or another mean than the decisions'],
  cause: ['علتی جز آنِ رأی‌ها و قاعده‌ها دارد', 'says another cause than the decisions and the rules'],
  next: ['گام بعدی آن همان قاعده‌ها نیست', 'leads elsewhere than the rules say'],
  unclosed: ['نتیجه را روشن کرد و مرحله بسته نشد', 'settled a stage that was not closed with it'],
  lapsed: ['پس از پایان مهلت و بسته شدن مرحله است', 'is from after the stage had lapsed'],
  silence: ['با پایان مهلت، خلاف قاعده‌ها کرد', 'did at the deadline what the rules do not say'],
  role: ['به نام کسی است که این کار با او نیست', 'is by somebody whose part it is not'],
  one: ['یک نفر را در دو جایگاه از یک مرحله دارد', 'has one person in two seats of a stage'],
  time: ['تاریخی پیش از ردیف پیش از خود دارد', 'is dated before the entry that it follows'],
  apart: [
    'تاریخی جز آنِ رأیی دارد که با آن ثبت می‌شود',
    'has another date than the decision that it is recorded with',
  ],
  signed: ['از قراردادی است که همه آن را امضا نکرده‌اند', 'is of a contract that not all have signed'],
  route: ['پیش از ثبت مسیر قانونی است', 'comes before a legal route was recorded'],
  soon: ['پیش از پایان مهلت ثبت شده است', 'was recorded before the deadline was over'],
}

/** Whose part an entry is; of a seat that changes hands it depends on why. */
const partOf = {
  AddressConfirmed: ['applicant'],
  StageOpened: ['workflow'],
  NoConflictDeclared: ['reviewer'],
  ReviewDecided: ['reviewer'],
  ReviewerRecused: ['reviewer'],
  StageClosed: ['workflow'],
  ProposalRevised: ['applicant'],
  DeadlineExtended: ['office'],
  DeadlinePassed: ['clock'],
  TermsReleased: ['office'],
  ContractDrawnUp: ['workflow'],
  ContractSigned: ['signatory'],
  ContractSealed: ['workflow'],
}
const giverOf = {
  delegation: ['reviewer'],
  reassignment: ['office'],
  alternate: ['workflow'],
  silence: ['clock'],
  unreachable: ['mail'],
}

/** An entry has the time at which its command came, and may be recorded a little after one that came later. Milliseconds. */
const patience = 60_000

/**
 * Decides every round of every stage again, from the decisions in the ledger and the rules; who held which seat, and until when,
 * is the ledger's to say. Answers how many rounds there were, what does not follow from the rules, and what cannot be told. Entries of a type that it
 * does not know change nothing.
 */
function redecide(entries, rules) {
  const faults = []
  const doubts = []
  // Whoever declared in a round of a stage has declared for its later rounds.
  const [decided, declared, recused] = [[], [], []]
  const isSame = identities(entries)
  const hasDeclared = (stage, email, compare) =>
    declared.some((one) => one.stage === stage && compare(one.holder, email))
  let [entry, is, at, rounds, deadline, documents] = [entries[0], 'unconfirmed', {}, 0]
  // The entry that settled the stage, until the one after it has closed it.
  let settled
  let [hasRoute, needsRoute, latest] = [false, false, 0]
  const expect = (rule, holds, found = entry) => holds || faults.push({ ...found, says: rulesSay[rule] })
  const stageOf = (id) => rules.stages.find((stage) => stage.id === id)
  const moveTo = (place, where = {}) => {
    is = place
    at = where
  }
  const inContract = (...steps) => expect('order', is === 'contract' && steps.includes(at.step))
  const inRound = ({ stage, round }, place) => {
    expect('order', is === place)
    expect('stage', at.stage === stage && at.round === round)
  }
  // One mailbox in two spellings may be two people whom the programme names, which a bundle does not tell.
  const oneSeatEach = () => {
    const holders = (at.seats ?? []).flatMap(({ holder }) => holder ?? [])
    const pairs = holders.flatMap((one, index) => holders.slice(index + 1).map((other) => [one, other]))
    expect('one', !pairs.some(([one, other]) => samePerson(one, other)))
    if (pairs.some(([one, other]) => !samePerson(one, other) && isSame(one, other)))
      doubts.push(mayBeTwo(entry.sequence))
  }
  const seatIn = (data, { actor = entry.actor, isHeld = true } = {}) => {
    inRound(data, 'review')
    const seat = (at.seats ?? []).find(({ id }) => id === data.seat) ?? {}
    expect('seat', seat.id !== undefined && (!isHeld || samePerson(actor.email, seat.holder)))
    return seat
  }
  const settle = () => {
    settled = is === 'review' && settledOutcome(at.seats, at.rules) !== null ? entry : undefined
  }
  const take = {
    ProposalSubmitted({ confirm, documentsDigest }) {
      deadline = confirm.at
      documents = documentsDigest
    },
    AddressConfirmed({ firstStage }) {
      expect('order', is === 'unconfirmed')
      expect('next', firstStage === rules.stages[0].id)
      moveTo('between', { stage: firstStage, round: 1 })
    },
    StageOpened(data) {
      const { stage, round } = data
      inRound(data, 'between')
      expect('documents', data.documentsDigest === documents)
      expect('seats', data.seats.map(({ seat }) => seat).join() === stageOf(stage).seats.join())
      // Earlier releases did not say it: then whoever declared under the very address.
      const carried = ({ holder, declared: said }) =>
        holder !== null && (said ?? hasDeclared(stage, holder.email, samePerson))
      const seats = data.seats.map((seat) => ({
        id: seat.seat,
        holder: seat.holder?.email ?? null,
        declared: carried(seat),
        answer: null,
      }))
      for (const seat of seats) expect('carried', !seat.declared || hasDeclared(stage, seat.holder, isSame))
      moveTo('review', { stage, round, seats, rules: roundRules(rules, stageOf(stage), round) })
      oneSeatEach()
      // Releases that say it take no terms without a legal route.
      needsRoute ||= data.seats.some(({ declared: said }) => said !== undefined)
      deadline = data.deadline.at
    },
    NoConflictDeclared(data) {
      seatIn(data).declared = true
    },
    SeatAssigned(data) {
      const seat = seatIn(data, { isHeld: entry.actor.role === 'reviewer' })
      // Whoever takes over from somebody who was not heard leaves what was decided; any other begins anew.
      if (data.because !== 'silence' && data.because !== 'unreachable') seat.answer = null
      Object.assign(seat, { holder: data.holder.email, declared: false })
      oneSeatEach()
      if (settled?.type === 'ReviewerRecused' && settled.data.seat === data.seat) settled = undefined
    },
    ReviewerRecused(data) {
      Object.assign(seatIn(data), { holder: null, declared: false, answer: null })
      recused.push(entry.actor.email ?? '')
      settle()
    },
    ReviewDecided(data) {
      const { decision, reason, reasonCode, scores, score, documentsDigest, conditions } = data
      const seat = seatIn(data)
      const { scored, onDeadline } = stageOf(data.stage) ?? {}
      expect('lapsed', onDeadline !== 'lapse' || Date.parse(entry.at) <= Date.parse(deadline))
      expect('declared', seat.id === undefined || seat.declared)
      const { email = '' } = entry.actor
      expect('recused', !recused.some((one) => comparableAddress(one) === comparableAddress(email)))
      const elsewhere = rules.oneDecisionPerPerson ? decided.filter(({ stage }) => stage !== data.stage) : []
      const isTwice = elsewhere.some(({ holder }) => samePerson(holder, email))
      expect('twice', !isTwice)
      if (!isTwice && elsewhere.some(({ holder }) => isSame(holder, email)))
        doubts.push(mayBeTwo(entry.sequence))
      expect('offered', is !== 'review' || at.rules.offered.includes(decision))
      expect('documents', documentsDigest === documents)
      const isReason = (one) => one.code === reasonCode && one.decision === decision
      expect('reason', reasonCode === null || rules.reasons.some(isReason))
      const isBare = Object.keys(scores).length === 0
      expect('score', score === (scored ? weightedScore(scores, rules.rubric) : null))
      expect('score', scored ? score !== null || (isBare && decision !== 'approve') : isBare)
      const said = {
        decision,
        reason,
        reasonCode,
        scores,
        documentsDigest,
        ...(conditions && { conditions }),
      }
      expect('answer', digestOf(said) === data.answer)
      seat.answer = { decision, score }
      settle()
    },
    StageClosed(data) {
      const { stage, round, outcome, nextStage } = data
      inRound(data, 'review')
      if (is !== 'review') return
      expect('apart', settled === undefined || settled.at === entry.at)
      settled = undefined
      const due = settledOutcome(at.seats, at.rules)
      expect(due === null ? 'early' : 'outcome', due === outcome)
      const { approvals, hundredths } = countOf(at.seats)
      const mean = meanOf(hundredths)
      expect('count', approvals === data.approvals && (mean === null) === (data.score === null))
      expect('count', mean === null || Math.abs(mean - data.score) < 1e-9)
      // Earlier releases say fewer of these, or none.
      const because = becauseOf(data, at.seats, at.rules)
      const isSo = ([name, said]) => because[name] === undefined || said === because[name]
      expect('cause', Object.entries(data.because ?? {}).every(isSo))
      const after = rules.stages[rules.stages.indexOf(stageOf(at.stage)) + 1]?.id ?? null
      const isApproved = outcome === 'approved'
      expect('next', nextStage === (isApproved ? after : null))
      expect('next', (data.revise !== null) === (outcome === 'changes-requested'))
      expect('next', (data.settle !== null) === (isApproved && after === null))
      for (const { declared: isDeclared, holder, answer } of at.seats) {
        if (isDeclared) declared.push({ stage, holder })
        if (answer !== null && holder !== null) decided.push({ stage, holder })
      }
      rounds += 1
      deadline = data.revise?.at
      if (outcome === 'rejected') moveTo('closed')
      else if (outcome === 'changes-requested') moveTo('revision', { stage, round })
      else if (nextStage === null) moveTo('contract', { step: 'terms' })
      else moveTo('between', { stage: nextStage, round: 1 })
    },
    ProposalRevised(data) {
      inRound(data, 'revision')
      documents = data.documentsDigest
      moveTo('between', { stage: data.stage, round: data.round + 1 })
    },
    DeadlineExtended(data) {
      deadline = data.deadline.at
    },
    DeadlinePassed({ consequence, deadline: next }) {
      if (is !== 'review' && is !== 'unconfirmed' && is !== 'revision') return
      expect('soon', Date.parse(entry.at) >= Date.parse(deadline))
      const rule = is === 'review' ? stageOf(at.stage).onDeadline : 'lapse'
      expect('silence', consequence === rule || (consequence === 'hold' && rule === 'alternate'))
      deadline = next?.at ?? deadline
      if (consequence === 'lapse') moveTo('closed')
    },
    ProposalWithdrawn: () => moveTo('closed'),
    CaseClosed: () => moveTo('closed'),
    LegalRouteRecorded() {
      hasRoute = true
    },
    TermsReleased() {
      inContract('terms')
      expect('route', hasRoute || !needsRoute)
      at = { step: 'drawing' }
    },
    ContractDrawnUp({ version, signatories }) {
      inContract('drawing')
      at = { step: 'signing', version, awaited: new Set(signatories.map(({ id }) => id)) }
    },
    ContractSigned({ id, version }) {
      inContract('signing')
      expect('role', entry.actor.id === id)
      expect('order', at.version === version && at.awaited?.delete(id) === true)
    },
    ContractSealed({ version }) {
      inContract('signing')
      expect('signed', at.version === version && at.awaited?.size === 0)
      at = { step: 'sealed' }
    },
    ContractDelivered() {
      inContract('sealed')
      at = { step: 'delivered' }
    },
    ReceiptAcknowledged() {
      inContract('delivered')
      moveTo('closed')
    },
    ContractReturned() {
      inContract('delivered')
      at = { step: 'terms' }
    },
    SignatureRefused() {
      inContract('signing')
      at = { step: 'terms' }
    },
    TermsReopened() {
      inContract('drawing', 'signing')
      at = { step: 'terms' }
    },
  }
  const mayFollow = { ReviewDecided: ['StageClosed'], ReviewerRecused: ['StageClosed', 'SeatAssigned'] }
  const wasClosed = () => {
    expect('unclosed', settled === undefined, settled)
    settled = undefined
  }
  for (entry of entries) {
    expect('time', Date.parse(entry.at) > latest - patience)
    latest = Math.max(latest, Date.parse(entry.at))
    if (!Object.hasOwn(take, entry.type)) continue
    const roles = entry.type === 'SeatAssigned' ? giverOf[entry.data.because] : partOf[entry.type]
    expect('role', roles === undefined || roles.includes(entry.actor.role))
    if (settled !== undefined && !mayFollow[settled.type].includes(entry.type)) wasClosed()
    take[entry.type](entry.data)
  }
  wasClosed()
  return { rounds, faults, doubts }
}

function checkOutcomes({ shown }, bytes, tellDoubt) {
  const { rounds, faults, doubts } = redecide(shown, JSON.parse(new TextDecoder().decode(bytes)))
  const told = faults.map(({ sequence, type, says: [fa, en] }) => [
    `ردیف ${sequence} (${type}): ${fa}`,
    `entry ${sequence} (${type}) ${en}`,
  ])
  must(faults.length === 0, [told.map(([fa]) => fa).join('\n    '), told.map(([, en]) => en).join('\n    ')])
  doubts.forEach(tellDoubt)
  return [
    `نتیجهٔ ${rounds} دور بررسی دوباره از رأی‌ها و قاعده‌ها به دست آمد و همان است`,
    `the outcomes of ${rounds} rounds of review were re-decided from the decisions and the rules, and are the same`,
  ]
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

/**
 * SHA-256 of each README that a release of Tasvib puts into bundles, with `{reference}` for the case's; a test keeps them true.
 * The first four are of releases whose seals bound no ledger.
 */
const readmes = new Set([
  '1d4369b75fe74c34f381b53c7af4fd3051175a7ccab5ef79876fe65cbb5fba5c',
  '562d367b7976c4073dc64b9c71f8052e5a1d1eee828eb9f14706e19d63f8db1a',
  '75409cf01af9bfc836921497461054d53f49c7c4caf289869ddd0451b96eec2c',
  '9d1b190716e303c473561e30681ab7aaad0bb64fb45a3f6ac2e337d22ea4849b',
  '6063dc70aa263c6d5c0226791509607bea55ead8fd50011e24a6d9db9f308af9',
  'efc7efc89ad51c146d6e4b691dd653744bcd1e3fcdfae0915c7adb8b94452ecf',
  '81944021658c3a414f2512d98bb666267bc75b72d572e243f92dc5b237f783f9',
  'ec89c400b414a2abfd7aa2b743fe38a0020d75a15f0bb964e5828c3c0d9a9069',
  'f2a5786cc21fdfbb6a49776f73c4318cf18fe497e8320340b5ca1ac6f76a23cd',
  '258c78c73d34a998e0010519171bfcacc4f445c1b97f3b3f1e85715587a21ca3',
  '4637ffb91fdb1bec55e48f77d33c8ca1fc8cd0e0939b005feddb488e8fec8b2a',
  '54252a3fa18802435eefab4c47bbd63e1b6f2c348e995a052101981a59f3b015',
  '148b3a87b2c658381b4b19e947d0992a5a14014bf740b7645507b96ad57895b5',
  'cadb36c266398624ed964611ef34c367e6e3feaf6b703b953cfddaf3a4d1c622',
  'af830fc416552fdc195b8381769ce4b733046370fa4dceaf32d5612cf957010b',
  '4b6983e727a7c3fa4b1a536eb501900d155e9fbe1c6c2438fad096f64d062c39',
  'f631c4dde13233749de63dea2313d83db7e7e3d5b42ca3d1da0df44a7412cb2d',
  '745eb64875f484cb5977d7131f63e4f2a71ec7cd9825b69892f4df9d9cea3e07',
  '2c5cc4e2266d5505ed7b10d9b9d5f2d0e8e3ad55b20ce376e92c72ecb43be0ff',
])

const sameHex = (hex) => hex.replaceAll(':', '').toLowerCase()

/** SHA-256 of a certificate as cities publish it, and of its key, which outlives a renewal. */
export function fingerprintsOf(certificate) {
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' })
  return [sameHex(certificate.fingerprint256), sha256(key)]
}

/**
 * The certificates that count in a PEM text: whose key signed, and the one whose key vouches for it. An authority's is not it, nor
 * any behind it: it vouches for whoever asks, so that its fingerprint says nothing of the city.
 */
export function chainOf(pem) {
  const all = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [pem]
  const [first, next] = all.slice(0, 2).map((one) => new X509Certificate(one))
  const isVouchedFor = next?.ca === false && first.issuer === next.subject && first.verify(next.publicKey)
  return isVouchedFor ? [first, next] : [first]
}

/** Checks the files of a bundle, by their names: one finding for each thing that was looked at. */
export function verifyFiles(files, pins) {
  return examine(files, pins).findings
}

/** The findings, and the verdict: `status` is the program's exit status. */
export function examine(files, { fingerprints = [], tips = [] } = {}) {
  const [findings, anchors] = [[], []]
  const seen = { findings, anchors, ledger: undefined, isWholly: true, isPinned: fingerprints.length > 0 }
  try {
    look(files, { fingerprints: fingerprints.map(sameHex), tips: tips.map(sameHex) }, seen)
  } catch {
    findings.push({ ok: false, name: 'ledger.json', fa: words.unreadable[0], en: words.unreadable[1] })
  }
  return { findings, ...verdictOf(seen) }
}

function look(files, { fingerprints, tips }, seen) {
  const { findings, anchors } = seen
  const found = (ok, name, [fa, en]) => findings.push({ ok, name, fa, en })
  const mustBeNamed = (...chain) =>
    must(
      fingerprints.length === 0 ||
        chain.flatMap(fingerprintsOf).some((print) => fingerprints.includes(print)),
      words.otherCertificate,
    )
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

  const unlessWithheld = (name, digest, said) => {
    const note = `${name}.withheld.txt`
    if (files.has(name) || !files.has(note)) return same(name, [digest], said)
    unknown.delete(note)
    found(true, name, words.withheldFile)
    seen.isWholly = false
  }

  let ledger
  check('ledger.json', (bytes) => {
    ledger = checkLedger(bytes)
    seen.ledger = ledger
    const { shown, count, tip } = ledger
    const reference = printedName(ledger.reference)
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
  if (ledger === undefined) return
  for (const tip of tips) {
    check('ledger.json', () => {
      const upTo = ledger.entries.findIndex(({ digest }) => digest === tip) + 1
      must(upTo > 0, words.unknownTip)
      anchors.push({ upTo, kind: 'tip' })
      const [fa, en] = [`ردیف ${upTo} همان است که شما نام بردید`, `entry ${upTo} is the one that you named`]
      return upTo === ledger.count ? [`${fa}، و آخرین ردیف است`, `${en}, and it is the last one`] : [fa, en]
    })
  }
  const dataOf = (...types) => ledger.shown.filter(({ type }) => types.includes(type)).map(({ data }) => data)
  // What was sealed and not returned is the city's record, and its documents stay.
  const last = ledger.shown.findLast(({ type }) => type === 'ContractSealed' || type === 'ContractReturned')
  const taken = last?.type === 'ContractSealed' ? /^attachments\// : /^(?:attachments\/|decisions\/|[a-z]+-)/
  if (dataOf('PersonalDataErased').length > 0) erasable = taken
  const { rules: pinned } = ledger.shown[0].data.programme
  const isWhole = ledger.shown.length === ledger.count
  // Who has not the decisions need not have the rules.
  if (pinned !== undefined && (isWhole || files.has('rules.json'))) {
    same('rules.json', [pinned], words.isRules)
    if (isWhole && findings.at(-1).ok)
      check('ledger.json', () =>
        checkOutcomes(ledger, files.get('rules.json'), (doubt) => {
          found(true, 'ledger.json', doubt)
          seen.isWholly = false
        }),
      )
  }
  if (!isWhole) found(true, 'ledger.json', words.withheldDecisions)
  else if (pinned === undefined) found(true, 'ledger.json', words.olderCase)
  seen.isWholly &&= isWhole && pinned !== undefined
  let attached = []
  for (const data of dataOf('ProposalSubmitted', 'ProposalRevised')) {
    check(`revisions/${data.revision}.json`, (bytes) => {
      attached = checkRevision(bytes, ledger.reference, data)
      return words.isProposal
    })
  }
  // Of earlier revisions the bundle has the digests alone.
  for (const file of attached) unlessWithheld(`attachments/${file.fileId}`, file.sha256, words.isAttachment)

  // Bundles of earlier releases have neither.
  const unlessOlder = (name, digest, said) => {
    if (files.has(name) || erasable.test(name)) return same(name, [digest], said)
    if (files.has(`${name}.withheld.txt`)) return unlessWithheld(name, digest, said)
    found(true, name, words.byDigest)
    seen.isWholly = false
  }
  const accepted = dataOf('ProposalSubmitted', 'ProposalRevised').flatMap((data) => data.acceptedTerms ?? [])
  for (const digest of new Set(accepted)) unlessOlder(`terms/${digest}.json`, digest, words.isTerms)
  const decisions = dataOf('LegalRouteRecorded').flatMap(({ decision }) => decision ?? [])
  for (const [fileId, { sha256: digest }] of new Map(decisions.map((file) => [file.fileId, file])))
    unlessOlder(`decisions/${fileId}`, digest, words.isDecision)

  // Where the entry of a contract's drawing up is withheld, the signatures say which text it was.
  const texts = dataOf('ContractDrawnUp', 'ContractSigned')
  for (const version of new Set(dataOf('ContractDrawnUp', 'ContractSealed').map((data) => data.version))) {
    const digests = texts.filter((text) => text.version === version).map((text) => text.documentDigest)
    same(`contract-${version}.pdf`, digests, words.isContract)
  }
  const seals = []
  for (const { sequence, data } of ledger.shown.filter(({ type }) => type === 'ContractSealed')) {
    const { version, sealDigest, openContractingDigest } = data
    const name = `signed-contract-${version}.pdf`
    let certificate
    check(name, (bytes) => {
      const { time, bound, ...seal } = checkSeal(bytes)
      certificate = seal.certificate
      seals.push(certificate.publicKey)
      mustBeNamed(certificate)
      must(sealDigest === sha256(bytes), words.differs)
      found(true, name, words.isSealed)
      if (bound) {
        must(bound.sequence < sequence, words.late)
        mustStand(ledger, bound)
        must(bound.rules === (pinned ?? 'none'), words.otherRules)
        anchors.push({ upTo: bound.sequence, kind: 'seal', day: time.toISOString().slice(0, 10) })
      } else found(true, name, words.unboundSeal)
      const of = `"${printed(certificate.subject.split('\n').join(', '), 400)}", ${time.toISOString()}`
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
  const mustBeOurs = (...chain) => {
    mustBeNamed(...chain)
    const isOfSeal = seals.length === 0 || seals.some((key) => key.equals(chain.at(-1).publicKey))
    must(fingerprints.length > 0 || isOfSeal, words.otherVoucher)
  }
  if (files.has('root.json')) check('root.json', (bytes) => checkDay(bytes, ledger, { mustBeOurs, anchors }))
  if (files.has('README.txt')) {
    const text = new TextDecoder().decode(files.get('README.txt'))
    const isOurs = readmes.has(sha256(text.replaceAll(ledger.reference, '{reference}')))
    found(true, 'README.txt', isOurs ? words.noEvidence : words.foreignReadme)
    seen.isWholly &&= isOurs
  }
  for (const name of unknown) found(false, name, words.extra)
}

/** The signed root of a day, with the proof that the ledger is in it. */
function checkDay(bytes, ledger, { mustBeOurs, anchors }) {
  const parts = ['certificate', 'leaf', 'page', 'pages', 'signature', 'statement']
  const { certificate: pem, ...proof } = readJson(bytes, parts)
  const chain = chainOf(pem)
  mustBeOurs(...chain)
  const [fault] = rootFaults(proof, ledger, chain[0])
  must(fault === undefined, fault)
  const { day } = proof.statement
  anchors.push({ upTo: proof.leaf.sequence, kind: 'root', day })
  const [fa, en] = dayWords(day)
  // The key of roots has a certificate of the seal's key, whose fingerprint the city publishes.
  const { fingerprint256 } = chain.at(-1)
  return [
    `ریشهٔ ${fa} امضا شده است و دفتر تا ردیف ${proof.leaf.sequence} در آن است. اثر انگشت گواهی را با آنچه شهر منتشر کرده است بسنجید: ${fingerprint256}`,
    `the root of ${en} is signed, and has the ledger up to entry ${proof.leaf.sequence}. Compare the certificate's fingerprint with the city's: ${fingerprint256}`,
  ]
}

const kinds = {
  seal: ['مهر', 'the seal'],
  root: ['ریشهٔ', 'the root'],
  tip: ['آنچه نام بردید', 'what you named'],
}

/** «by the seal of 4 July 2026 and the root of 5 July 2026», with how far each reaches where they differ. */
function anchorWords(anchors) {
  const reach = Math.max(...anchors.map(({ upTo }) => upTo))
  const told = anchors.map(({ kind, upTo, day }) => {
    const [fa, en] = kinds[kind]
    const [dayFa, dayEn] = day === undefined ? ['', ''] : dayWords(day)
    const [onlyFa, onlyEn] =
      upTo === reach
        ? ['', '']
        : [` (تا ردیف ${upTo.toLocaleString('fa-IR', { useGrouping: false })})`, ` (up to entry ${upTo})`]
    return [`${fa} ${dayFa}`.trim() + onlyFa, (day === undefined ? en : `${en} of ${dayEn}`) + onlyEn]
  })
  return [told.map(([fa]) => fa).join(' و '), told.map(([, en]) => en).join(' and ')]
}

const verdicts = {
  agrees: [0, 'همه چیز درست است.', 'Everything agrees.'],
  unsound: [1, 'این بسته درست نیست.', 'It is NOT sound.'],
  partly: [
    3,
    'آنچه نشان داده شده است درست است، ولی همه چیز در این بسته نشان داده یا ثابت نشده است (بالا را ببینید).',
    'What is shown agrees; but not all of it is shown or proven (see above).',
  ],
  anchored: [
    4,
    'تا آخرین ردیف لنگر دارد، با گواهی‌ای که شما با --fingerprint نام نبرده‌اید.',
    'Anchored up to its last entry, by a certificate that you did not name with --fingerprint.',
  ],
  anchoredPartly: [5, 'بخشی از دفتر لنگر دارد.', 'Anchored in part.'],
  consistent: [6, 'با خود سازگار است، خاستگاه آن ثابت نشده است.', 'Consistent, origin not proven.'],
}

const answer = ([status, fa, en], ...more) => ({
  status,
  fa: [...more.map(([told]) => told), fa].join('\n'),
  en: [...more.map(([, told]) => told), en].join('\n'),
})

function verdictOf({ findings, anchors, ledger, isWholly, isPinned }) {
  if (!findings.every(({ ok }) => ok)) return answer(verdicts.unsound)
  const { count } = ledger
  const reach = Math.max(0, ...anchors.map(({ upTo }) => upTo))
  const isNamed = anchors.some(({ kind, upTo }) => kind === 'tip' && upTo === count)
  if (reach === 0) {
    return answer(verdicts.consistent, [
      'این دفتر هیچ لنگری ندارد: نه مهری که آن را دربر گیرد، نه ریشهٔ امضاشدهٔ یک روز، نه چیزی که شما نام برده باشید. هر کس می‌توانسته است آن را بسازد.',
      'The ledger is not anchored: no seal binds it, it is in no signed root of a day here, and you named nothing. Anybody could have made it.',
    ])
  }
  const [byFa, byEn] = anchorWords(anchors)
  const later = count - reach
  const number = new Intl.NumberFormat('fa-IR', { useGrouping: false })
  const extent = [
    `لنگر: ردیف‌های ۱ تا ${number.format(reach)} با ${byFa}؛ ${later === 0 ? 'ردیف دیگری در این دفتر نیست' : `${number.format(later)} ردیف پس از آن هنوز لنگر ندارد`}.`,
    `Anchored: entries 1–${reach} by ${byEn}; ${later === 0 ? 'the ledger here has no later ones' : `${later} later ${later === 1 ? 'one' : 'ones'} not yet`}.`,
  ]
  const behind = isNamed
    ? ['دفتر به همان ردیفی پایان می‌یابد که نام بردید.', 'The ledger ends with the entry that you named.']
    : [
        'آنچه پشت لنگر بریده یا عوض شده باشد تنها با آخرین اثر انگشتی که خود می‌شناسید (--tip) پیدا می‌شود.',
        'What was cut off or changed behind the anchor is found with the last digest that you know yourself (--tip) alone.',
      ]
  const isProven = isNamed || (isPinned && anchors.some(({ kind, upTo }) => kind !== 'tip' && upTo === count))
  if (isProven) return answer(isWholly ? verdicts.agrees : verdicts.partly, extent, behind)
  return answer(later === 0 ? verdicts.anchored : verdicts.anchoredPartly, extent, behind)
}

/** Checks a bundle, given the bytes of its ZIP. */
export function verifyBundle(zip, pins) {
  return examineBundle(zip, pins).findings
}

function examineBundle(zip, pins) {
  let files
  try {
    files = readZip(zip)
  } catch (error) {
    const [fa, en] = error.said ?? words.zip
    return { findings: [{ ok: false, name: 'ZIP', fa, en }], ...verdictOf({ findings: [{ ok: false }] }) }
  }
  return examine(files, pins)
}

const usage = `node tasvib-verify.mjs [options] <bundle.zip | folder>

  --fingerprint <SHA-256>  the certificate (or its key) of the city's seal, as you know it from elsewhere; may be given again
  --tip <SHA-256>          the digest of the last entry that you know, from a receipt or a page; may be given again
  --help                   this text

Exit status:
  0  everything agrees: up to its last entry by --tip, or by an anchor of the certificate that --fingerprint names
  1  it is NOT sound: something in it is wrong, or is not what --fingerprint or --tip names
  2  called wrongly: nothing was checked
  3  as 0, but not all of it is shown or proven: entries are withheld, its rules or its README
     unknown, or whose a vote is
  4  anchored up to its last entry, by a certificate that you did not name
  5  anchored up to an earlier entry; what comes after it is not
  6  consistent, origin not proven: nothing anchors it, and anybody could have made it

An anchor is the seal on the contract, the signed root of a day, or what --tip names. What was cut off or changed behind the
last one is found with --tip alone. Without --fingerprint an anchor is worth what the certificate is worth that it shows.
README.txt in a bundle is no evidence.

با --fingerprint اثر انگشت گواهی (یا کلید) مهر شهر و با --tip آخرین اثر انگشتی را که خود می‌شناسید نام ببرید.
وضعیت پایان: ۰ همه چیز تا آخرین ردیف درست است، با --tip یا با لنگری از گواهی‌ای که --fingerprint نام برده است؛ ۱ بسته درست نیست؛
۲ درست فراخوانده نشد؛ ۳ مانند ۰، ولی همه چیز نشان داده یا ثابت نشده است؛ ۴ تا آخرین ردیف لنگر دارد، با گواهی‌ای که نام نبرده‌اید؛
۵ تا ردیفی پیش‌تر لنگر دارد؛ ۶ سازگار است، خاستگاه ثابت نشده است.
`

/** What the reader asked for, or what is wrong with it. Options may stand before or behind the paths. */
export function readArguments(given, count = 1, pins = ['fingerprint', 'tip']) {
  const pinned = pins.map((name) => [name, { type: 'string', multiple: true }])
  const options = { ...Object.fromEntries(pinned), help: { type: 'boolean' } }
  try {
    const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true })
    const { fingerprint: fingerprints = [], tip: tips = [], help } = values
    if (help) return { help }
    const malformed = [...fingerprints, ...tips].find((hex) => !/^[0-9a-f]{64}$/.test(sameHex(hex)))
    if (malformed !== undefined)
      return { wrong: `${printed(malformed)}: a SHA-256 has 64 hexadecimal digits` }
    if (positionals.length !== count) return { wrong: `${count} to be named, and ${positionals.length} are` }
    return { paths: positionals, pins: { fingerprints: fingerprints.map(sameHex), tips: tips.map(sameHex) } }
  } catch (error) {
    return { wrong: printed(error.message) }
  }
}

function examinePath(path, pins) {
  return statSync(path).isDirectory()
    ? examine(readFolder(path), pins)
    : examineBundle(readFileSync(path), pins)
}

function main(given) {
  const { help, wrong, paths: [path] = [], pins } = readArguments(given)
  if (help) console.log(usage)
  if (wrong !== undefined) console.error(`${wrong}\n\n${usage}`)
  if (path === undefined) return help ? 0 : 2
  let examined
  try {
    examined = examinePath(path, pins)
  } catch (error) {
    console.error(`${printed(path)}: ${printed(error.code ?? words.unreadable[1])}`)
    return 2
  }
  for (const { ok, name, fa, en } of examined.findings) {
    console.log(`${ok ? '✓' : '✗'} ${printedName(name)}\n    ${fa}\n    ${en}`)
  }
  console.log(`\n${examined.fa}\n${examined.en}`)
  return examined.status
}

const [, called, ...given] = process.argv
if (called && realpathSync(called) === fileURLToPath(import.meta.url)) process.exitCode = main(given)

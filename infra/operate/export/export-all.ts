import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import {
  type Files,
  rootCertificateKey,
  rootKey,
  rootPageKey,
  sealCertificateKey,
} from '#functions/shared/ports/files.ts'
import type { CommandOutcome } from '#infra/operate/commands.ts'
import { signedRootSchema } from '#workflows/ledger/merkle.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { type CaseSources, caseListPath, exportCase, isNotThere, listOf } from './export-case.ts'
import { type ExportedFile, measureFile, writeExported, writeJson, writeText } from './export-files.ts'

/** What stands in the export beside the data, for whoever opens it years later. */
const exportReadme = `خروجی کامل تصویب
================

این پوشه همهٔ آنچه سامانه نگه می‌دارد را در قالب‌های باز دارد: JSON، خط‌به‌خط (JSON Lines) و خود فایل‌ها.

manifest.json      زمان، شمار پرونده‌ها و فایل‌ها، و اثر انگشت manifest.jsonl
manifest.jsonl     هر خط یک فایل: path، size به بایت و sha256
programmes/        پیکربندی شهر در هر نسخه‌ای که پرونده‌ای با آن ثبت شده است
roots/             ریشهٔ امضاشدهٔ روزانه بر همهٔ دفترها
seal/              گواهی مهر شهر
cases/<شماره>/     هر پرونده:
  case.json          وضعیت پرونده و پایان دفتر آن
  entries.jsonl      دفتر رویدادها، هر خط یک رویداد، با داده‌های شخصی در کنار آن
  revisions.jsonl    هر نسخه از فرم، چنان‌که فرستاده شد
  effects.jsonl      آنچه از هر رویداد پدید آمد: رایانامه‌ها، خبرها و گام بعد
  contracts/         قراردادها، مفاد آن‌ها، نسخهٔ مهرشده و دادهٔ باز
  terms/             شرایطی که متقاضی پذیرفت
  attachments/       پیوست‌ها با شناسهٔ خود؛ نام و نوع هر کدام در revisions.jsonl است
  files.json         فهرست همین فایل‌ها؛ missing آن است که پیش‌تر پاک شده است

هر پرونده در خود هماهنگ است: تا رویدادی آمده است که case.json نشان می‌دهد. پیوندها، کدها، نشست‌ها و پیش‌نویس‌ها در خروجی نیست.
داده‌های شخصی در آن هست؛ آن را مانند خود سامانه نگه دارید و پس از نیاز پاک کنید. پاک شدن یک متقاضی در سامانه تنها با خروجی گرفتن دوباره به این پوشه می‌رسد.

Export of everything that Tasvib holds
======================================

This folder holds everything in open formats: JSON, one value a line (JSON Lines), and the files themselves.

manifest.json      when, how many cases and files, and the digest of manifest.jsonl
manifest.jsonl     a line for each file: path, size in bytes, sha256
programmes/        the city's configuration in every version under which a case was submitted
roots/             each day's signed root over all ledgers
seal/              the certificates of the city's seal and of the key of the roots
cases/<reference>/ each case:
  case.json          its state, and the end of its ledger
  entries.jsonl      its ledger, an entry a line, with the personal data beside it
  revisions.jsonl    the form as it was submitted each time
  effects.jsonl      what each entry caused: mails, events, the next step
  contracts/         contracts, their terms, the sealed ones and their open data
  terms/             the terms that the applicant accepted
  attachments/       attachments by their ids; name and type of each are in revisions.jsonl
  files.json         the list of these files; what is "missing" was erased before

Each case agrees with itself: it is there up to the entry that case.json shows. No link, code, session or draft is in the export.
It holds personal data; keep it as you keep the system, and delete it when it is no longer needed. Erasing an applicant in the
system reaches this folder only when it is exported to again.

npm run operate -- check-export <folder>
`

export interface ExportSources extends Omit<CaseSources, 'files'> {
  readonly files: Pick<Files, 'chunks' | 'read'>
  readonly all: Pick<AllCases, 'references'>
  /** The configuration that a case is pinned to. */
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
  readonly programme: Programme
  readonly now: () => Date
  /** Told how many cases were looked at so far. */
  readonly progress: (cases: number) => void
}

export const manifestPath = 'manifest.json'
export const linesPath = 'manifest.jsonl'

export const manifestSchema = z.object({
  format: z.literal('tasvib-export/1'),
  at: z.iso.datetime(),
  cases: z.int().nonnegative(),
  files: z.int().nonnegative(),
  /** Of all files together. */
  bytes: z.int().nonnegative(),
  /** SHA-256 of manifest.jsonl, which has a line for every other file. */
  linesSha256: z.string(),
})

const day = 86_400_000
const often = 100

/**
 * Writes everything that an installation holds into a folder, one case after the other. What an earlier run wrote of a case that
 * did not move since is kept, so a run that dies is taken up by the next, and a later run brings an export up to date.
 * No link, code, session, draft or task token is in it: none of their rows is read.
 */
export async function exportAll(folder: string, sources: ExportSources): Promise<CommandOutcome> {
  let [looked, written, first] = [0, 0, sources.now()]
  const programmes = new Map<string, Programme>([[nameOf(sources.programme), sources.programme]])
  const stranded: string[] = []
  for await (const reference of sources.all.references()) {
    if (await exportCase(reference, folder, sources)) written += 1
    const open = await sources.cases.find(reference)
    if (open !== undefined) {
      const submitted = new Date(open.state.submittedAt)
      if (submitted < first) first = submitted
      const programme = keptRules(open.state.programme, sources.programmeOf)
      if (programme !== undefined) programmes.set(nameOf(programme), programme)
      else if (needsRules(open.state)) stranded.push(reference)
    }
    looked += 1
    if (looked % often === 0) sources.progress(looked)
  }
  sources.progress(looked)
  const common = [
    await writeText(folder, 'README.txt', exportReadme),
    ...(await Promise.all(
      [...programmes].map(([name, programme]) => writeJson(folder, `programmes/${name}.json`, programme)),
    )),
    ...(await roots(folder, first, sources)),
  ]
  const { cases, files, bytes } = await writeManifest(folder, common, sources.now())
  return {
    ok: stranded.length === 0,
    lines: [
      `${cases} cases in ${folder}, ${written} of them written by this run; ${files} files, ${bytes} bytes.`,
      'It holds personal data: keep it as you keep the table. `operate check-export` verifies it anywhere.',
      ...stranded.map(
        (reference) => `${reference}: this release does not have its rules; the export is without them.`,
      ),
    ],
  }
}

/** Undefined where the rules are kept no more, as those of cases that are closed and erased need not be. */
function keptRules(
  pinned: PinnedProgramme,
  programmeOf: (pinned: PinnedProgramme) => Programme,
): Programme | undefined {
  try {
    return programmeOf(pinned)
  } catch (error) {
    if (error instanceof MissingProgramme) return undefined
    throw error
  }
}

function needsRules({ status, applicant }: ProposalState): boolean {
  return status !== 'closed' || applicant !== null
}

function nameOf({ id, version }: Programme): string {
  return `${id}-${version}`
}

/** The certificates of seal and roots, and each day's signed root with its pages, since the first case. */
async function roots(
  folder: string,
  first: Date,
  { files, now }: Pick<ExportSources, 'files' | 'now'>,
): Promise<ExportedFile[]> {
  const written: ExportedFile[] = []
  const copy = async (key: string): Promise<boolean> => {
    try {
      written.push(await writeExported(folder, key, files.chunks(key)))
      return true
    } catch (error) {
      if (!isNotThere(error)) throw error
      return false
    }
  }
  await copy(sealCertificateKey)
  await copy(rootCertificateKey)
  for (let at = first.getTime(); at < now().getTime() + day; at += day) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (!(await copy(rootKey(date)))) continue
    const text = new TextDecoder().decode(await files.read(rootKey(date)))
    for (const root of signedRootSchema.parse(JSON.parse(text)).pages) await copy(rootPageKey(date, root))
  }
  return written
}

/** Case by case from the disk, so that no more is held than one case's files. */
async function writeManifest(folder: string, common: readonly ExportedFile[], at: Date) {
  const totals = { cases: 0, files: 0, bytes: 0 }
  const hash = createHash('sha256')
  await mkdir(join(folder, 'cases'), { recursive: true, mode: 0o700 })
  const references: string[] = (await readdir(join(folder, 'cases'))).sort()
  async function* lines(): AsyncGenerator<Uint8Array> {
    for (const file of common) yield count(file)
    for (const reference of references) {
      const list = await listOf(reference, folder)
      if (list === undefined) continue
      totals.cases += 1
      for (const file of list.files) yield count(file)
      yield count(await measureFile(folder, caseListPath(reference)))
    }
  }
  const count = (file: ExportedFile): Uint8Array => {
    totals.files += 1
    totals.bytes += file.size
    const line = new TextEncoder().encode(`${JSON.stringify(file)}\n`)
    hash.update(line)
    return line
  }
  await writeExported(folder, linesPath, lines())
  const manifest = {
    format: 'tasvib-export/1',
    at: at.toISOString(),
    ...totals,
    linesSha256: hash.digest('hex'),
  }
  await writeJson(folder, manifestPath, manifestSchema.parse(manifest))
  return totals
}

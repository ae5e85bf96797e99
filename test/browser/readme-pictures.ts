import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { RunningTasvib } from '#test/journey/running-tasvib.ts'
import { Album } from './album.ts'
import { show } from './examine-page.ts'
import { playCase } from './play-case.ts'
import { desktop, programme } from './stage.ts'

const folder = new URL('../../docs/pictures/', import.meta.url).pathname

/** What the README shows of a case in Persian, by the name of the page state. */
const pictures = [
  { state: 'landing', file: 'form-phone', width: 390, height: 844, scale: 2, at: '.form-part' },
  { state: 'review-scored', file: 'review', width: 1000, height: 1000, scale: 1, at: 'main' },
  { state: 'board-now', file: 'board', width: 1200, height: 1000, scale: 1, at: 'main' },
  { state: 'sign', file: 'contract', width: 1000, height: 1000, scale: 1, at: 'main' },
] as const

/** Proposals that are under way beside the one that is played, and how many stages approved each. */
const others = [
  { title: 'پایش هوشمند روشنایی معابر', org: 'شرکت روشن‌گستر کویر', category: 'energy', approved: 2 },
  {
    title: 'بازیافت در مبدأ با پاداش شهروندی',
    org: 'تعاونی سبزینه',
    category: 'waste_environment',
    approved: 1,
  },
  { title: 'دوچرخهٔ اشتراکی برای مرکز شهر', org: 'شرکت رکاب‌شهر', category: 'mobility', approved: 1 },
  { title: 'گردش مجازی در بازار بزرگ کرمان', org: 'استودیو گنجعلی', category: 'tourism', approved: 0 },
] as const

/** Writes the README's pictures anew. */
export async function takeReadmePictures(tasvib: RunningTasvib, browser: Browser): Promise<void> {
  const visitor = tasvib.visitors.fa
  for (const [index, other] of others.entries()) await begin(new CasePlayers(visitor), other, index)
  await visitor.advance('P8D')
  const album = new Album(visitor.publicUrl)
  await playCase({ browser, album, visitor, language: 'fa', device: desktop })
  await mkdir(folder, { recursive: true })
  for (const { state, file, width, height, scale, at } of pictures) {
    const shot = album.shots.get(state)
    if (shot === undefined) throw new Error(`Nobody met the page ${state}`)
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
    await show(page, shot)
    await page.evaluate(`document.querySelector(${JSON.stringify(at)})?.scrollIntoView()`)
    await page.screenshot({ path: `${folder}${file}.png` })
    await page.close()
  }
  console.log(`The pictures are in ${folder}`)
}

async function begin(players: CasePlayers, other: (typeof others)[number], index: number): Promise<void> {
  const email = `founder-${index}@startup.example`
  const fields = {
    ...sampleProposals.fa.fields,
    title: other.title,
    orgName: other.org,
    category: other.category,
    email,
  }
  await players.submit({ ...sampleProposals.fa, fields }, `readme-${index}`)
  await players.confirm(email)
  for (const { seats } of programme.stages.slice(0, other.approved)) {
    for (const { holder } of seats) {
      await players
        .review(holder.email, 'approve', 'طرح کامل و به‌روشنی نوشته شده است.')
        .catch(() => undefined)
    }
  }
}

import type { Page } from 'playwright-core'

/** CSS pixels of one picture. A case with all its entries is more than forty thousand high on a phone: nobody opens such a file. */
const tallest = 8_000

/** A picture of the whole page, in several where it is too tall for one. `path` is without the ending. */
export async function takePicture(page: Page, path: string): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  if (height <= tallest) {
    await page.screenshot({ path: `${path}.png`, fullPage: true })
    return
  }
  const width = page.viewportSize()?.width ?? 0
  for (let y = 0; y < height; y += tallest) {
    const clip = { x: 0, y, width, height: Math.min(tallest, height - y) }
    await page.screenshot({ path: `${path}-part-${y / tallest + 1}.png`, fullPage: true, clip })
  }
}

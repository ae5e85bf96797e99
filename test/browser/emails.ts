import { mkdir, rm, writeFile } from 'node:fs/promises'
import { html } from 'hono/html'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import { type Language, languages } from '#workflows/language.ts'
import { chromiumIsMissing, openChromium } from './chromium.ts'
import { sampleMails } from './sample-mails.ts'

/** Writes every mail in both languages, as HTML and as text, with a page to look at them, and pictures where there is a browser. */

const folder = new URL('../../rendered-mails/', import.meta.url).pathname
const widths = { phone: 390, desktop: 760 } as const
const schemes = ['light', 'dark'] as const

await rm(folder, { recursive: true, force: true })
const all: { readonly language: Language; readonly name: string; readonly mail: Mail }[] = languages.flatMap(
  (language) => [...sampleMails(language)].map(([name, mail]) => ({ language, name, mail })),
)
for (const language of languages) await mkdir(`${folder}${language}`, { recursive: true })
for (const { language, name, mail } of all) {
  await writeFile(`${folder}${language}/${name}.html`, mail.html)
  await writeFile(`${folder}${language}/${name}.txt`, `${mail.subject}\n\n${mail.text}\n`)
}
await writeFile(`${folder}index.html`, await indexPage())
if (!chromiumIsMissing) await takePictures()
console.log(`${all.length} mails: open ${folder}index.html`)

async function indexPage(): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Mails</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;margin:1rem}section{border-block-start:1px solid #888;padding-block:1rem}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}iframe{border:1px solid #888;max-inline-size:100%}pre{white-space:pre-wrap;max-inline-size:26rem;unicode-bidi:plaintext;font:inherit}</style></head>
<body><h1>Mails</h1><nav>${all.map(({ language, name }) => html`<a href="#${language}-${name}">${language}/${name}</a> `)}</nav>
${all.map(
  ({
    language,
    name,
    mail,
  }) => html`<section id="${language}-${name}"><h2>${name} (${language})</h2><p><bdi>${mail.subject}</bdi></p><div>
${Object.values(widths).map((width) => html`<iframe src="${language}/${name}.html" width="${width}" height="760" loading="lazy" sandbox title="${name}, ${width} px"></iframe>`)}
<pre>${mail.text}</pre></div></section>`,
)}
</body></html>`
  return page.toString()
}

async function takePictures(): Promise<void> {
  const browser = await openChromium()
  try {
    for (const colorScheme of schemes) {
      for (const [device, width] of Object.entries(widths)) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 700 } })
        for (const { language, name, mail } of all) {
          await page.setContent(mail.html)
          await page.screenshot({
            path: `${folder}${language}/${name}-${device}-${colorScheme}.png`,
            fullPage: true,
          })
        }
        await page.close()
      }
    }
  } finally {
    await browser.close()
  }
}

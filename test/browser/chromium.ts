import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** `CHROMIUM` names another program than Debian's. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Suites that need the browser are skipped on a machine without it: said here, counted by the test runner. */
export const chromiumIsMissing = !existsSync(executablePath)
if (chromiumIsMissing) {
  console.warn(`Skipped: there is no browser at ${executablePath}; CHROMIUM may name another.`)
}

/** @throws Error on a machine without Chromium. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

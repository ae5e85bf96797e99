import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { differentContracts, drawUp, hostileContract, seal } from '#test/bench/contract-for-bench.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'

/** `org.verapdf.apps:greenfield-apps` of Maven Central; docs/performance.md says how to get it. */
const jar = process.env['VERAPDF_JAR'] ?? ''
if (jar === '') console.warn('VERAPDF_JAR names no veraPDF: that contracts are PDF/A is not tested here')

const typesetter = createTypesetter()
const manyLetters = exampleTerms({
  contactName: 'Nguyễn Thị Ánh Tuyết',
  title: 'طرح CO₂ → ۰ ✓',
  solution: 'کاهش CO₂ → ۱۰٪ • ◦ ▪ ✓ Ωμέγα Чехов Łódź ≤ ₽ x⁻¹ Ǻ m̃ مثلاً کاملاً لَا שלום Հայ ქართ 𝔸',
})

const pass = (count: number): string[] => Array.from({ length: count }, () => 'PASS')

function verdicts(flavour: '2a' | '3a', contracts: readonly Uint8Array[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-a-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = contracts.map((pdf, index) => {
    const file = join(folder, `${index}.pdf`)
    writeFileSync(file, pdf)
    return file
  })
  const program = ['-Djava.awt.headless=true', '-cp', jar, 'org.verapdf.apps.GreenfieldCliWrapper']
  const given = [...program, '--format', 'text', '-f', flavour, ...files]
  const { stdout } = spawnSync('java', given, { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
}

describe.skipIf(jar === '')('what veraPDF says of contracts', () => {
  const different = [...differentContracts(8), manyLetters]

  it('is PDF/A-2a as long as they are to be signed, whatever their letters', async () => {
    const drawn = await Promise.all(
      [...different, hostileContract()].map((terms) => drawUp(terms, typesetter)),
    )
    expect(verdicts('2a', drawn)).toEqual(pass(drawn.length))
  })

  it('is PDF/A-3a once they are sealed', async () => {
    const sealed = await Promise.all(
      different.map(async (terms) => seal(terms, typesetter, await drawUp(terms, typesetter))),
    )
    expect(verdicts('3a', sealed)).toEqual(pass(sealed.length))
  })
})

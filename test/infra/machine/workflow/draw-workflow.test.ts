import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { drawWorkflow } from '#infra/machine/workflow/draw-workflow.ts'
import { machineOf, taskOf } from './test-machines.ts'

const source = readFileSync(new URL('../../../../workflows/proposal.asl.json', import.meta.url), 'utf8')
const definition: unknown = JSON.parse(source.replaceAll(/\$\{(\w+)\}/g, '$1'))
const trace = {
  current: 'Collect signatures',
  entered: [
    'Hold review stage',
    'Go on',
    'Hold review stage',
    'Go on',
    'Draw up contract',
    'Collect signatures',
  ],
}

function marks(svg: string): Record<string, string> {
  return Object.fromEntries(
    [...svg.matchAll(/data-state="([^"]+)" data-mark="(\w+)"/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  )
}

describe('The drawing of a workflow', () => {
  it('lights the current state and marks those that were passed', () => {
    expect(marks(drawWorkflow(definition, trace, 'en'))).toEqual({
      'Hold review stage': 'passed',
      'Await revision': 'idle',
      'Draw up contract': 'passed',
      'Collect signatures': 'current',
      'Settle terms': 'idle',
      'Seal contract': 'idle',
      'Deliver to finance': 'idle',
      'Ask the ledger': 'idle',
      'Go on': 'passed',
      Close: 'idle',
      'Fail on unknown step': 'idle',
    })
  })

  it('draws every transition once and marks those that were taken', () => {
    const svg = drawWorkflow(definition, trace, 'en')
    const taken = [...svg.matchAll(/data-from="([^"]+)" data-to="([^"]+)" data-taken/g)].map((match) => [
      match[1],
      match[2],
    ])
    expect(taken).toEqual([
      ['Hold review stage', 'Go on'],
      ['Draw up contract', 'Collect signatures'],
      ['Go on', 'Hold review stage'],
      ['Go on', 'Draw up contract'],
    ])
    // Six waits and the ledger to "Go on", five catchers, two plain steps, nine ways out of "Go on".
    expect(svg.match(/<path data-from/g)).toHaveLength(6 + 5 + 2 + 9)
  })

  it('says in words, in both languages, where the case is', () => {
    const english = drawWorkflow(definition, trace, 'en')
    expect(english).toContain('<title id="workflow-title">How the case flows</title>')
    expect(english).toContain('The case is in the state \u2068Collect signatures\u2069; states passed: 3.')
    const persian = drawWorkflow(definition, trace, 'fa')
    expect(persian).toContain('lang="fa"')
    expect(persian).toContain('پرونده در حالت \u2068Collect signatures\u2069 است؛ شمار حالت‌های پیموده‌شده: ۳.')
    expect(drawWorkflow(definition, { entered: [] }, 'en')).toContain('waits in no state; states passed: 0.')
  })

  it('has neither script, style nor link to elsewhere', () => {
    const svg = drawWorkflow(definition, trace, 'fa')
    expect(svg).not.toMatch(/<script|<style|style=|href|<foreignObject|\son\w+=/)
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
  })

  it('escapes names and comments', () => {
    const name = `<b onload="x">&'`
    const svg = drawWorkflow(
      machineOf({ [name]: taskOf({ Comment: '</title><script>' }) }),
      { current: name, entered: [name] },
      'en',
    )
    expect(svg).not.toContain('<b')
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;b onload=&quot;x&quot;&gt;&amp;&#39;')
  })

  it('keeps every box inside the picture and apart from the others', () => {
    const svg = drawWorkflow(definition, trace, 'en')
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)?.map(Number) ?? []
    const boxes = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ].map((match) => match.slice(1).map(Number))
    expect(boxes).toHaveLength(11)
    const bottoms = boxes.map(([, y = 0, , tall = 0]) => y + tall)
    for (const [index, [x = 0, y = 0, wide = 0]] of boxes.entries()) {
      expect(x).toBeGreaterThan(0)
      expect(x + wide).toBeLessThan(width ?? 0)
      expect(y).toBeGreaterThan(bottoms[index - 1] ?? 0)
    }
    expect(bottoms.at(-1)).toBeLessThan(height ?? 0)
  })

  it('ignores states of an older definition', () => {
    const svg = drawWorkflow(definition, { current: 'Gone', entered: ['Gone'] }, 'en')
    expect(new Set(Object.values(marks(svg)))).toEqual(new Set(['idle']))
  })
})

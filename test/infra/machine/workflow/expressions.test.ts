import { readFileSync } from 'node:fs'
import { assert, asyncProperty, constantFrom, dictionary, jsonValue, oneof, string } from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import {
  EvaluationFailed,
  evaluateTemplate,
  isComparison,
  type States,
  templateFaults,
} from '#infra/machine/workflow/expression.ts'
import type { Json } from '#infra/machine/workflow/json.ts'

const source = readFileSync(new URL('../../../../workflows/proposal.asl.json', import.meta.url), 'utf8')
const deployed = [...new Set(source.match(/\{%.*?%\}/g))]

const states: States = {
  input: { next: 'seal', list: [{ next: 'seal' }], nothing: null },
  context: { Execution: { Input: { reference: 'TSV' }, Name: 'case' } },
}

describe('An expression', () => {
  it.each<[string, Json]>([
    ["{% $states.input.next = 'seal' %}", true],
    ["{% $states.input.next = 'close' %}", false],
    ["{% $states.input.next.deeper = 'close' %}", false],
    ['{% $states.input %}', states.input],
    ['{%$states.context.Execution.Input.reference%}', 'TSV'],
    ['{% $states.context.Execution.Name %}', 'case'],
    ['{% $states.input.nothing %}', null],
    ['no expression', 'no expression'],
  ])('%s', (text, expected) => {
    expect(templateFaults(text, 'Output')).toEqual([])
    expect(evaluateTemplate(text, states)).toEqual(expected)
  })

  it.each([
    '{% $states.input.missing %}',
    '{% $states.input.next.length %}',
    '{% $states.input.constructor %}',
    '{% $states.input.nothing.more %}',
    '{% $states.result %}',
    '{% $states.context.Task.Token %}',
    '{% $states.input.list.next %}',
  ])('%s fails', (text) => {
    expect(templateFaults(text, 'Output')).toEqual([])
    expect(() => evaluateTemplate(text, states)).toThrow(EvaluationFailed)
  })

  it.each([
    '{% $sum([1, 2]) %}',
    '{% $states.input.a + 1 %}',
    '{% $states.input.list[0] %}',
    '{% $variable %}',
    '{% $states %}',
    '{% $states.context.State.Name %}',
    '{% $states.errorOutput.Error %}',
    "{% $states.input.a = 'it\\'s' %}",
    '{% $states.input.a = 1 %}',
    '{% 1 %}',
    '{% $eval("1") %}',
    '{% $states.input.a',
    '$states.input.a %}',
  ])('%s is refused, since the deployed file has nothing like it', (text) => {
    expect(templateFaults({ a: [text] }, 'Output')).toEqual([
      `field "Output.a.0": the expression ${text} is not supported`,
    ])
    expect(isComparison(text)).toBe(false)
  })

  it('yields what JSONata yields, for every one of the deployed file', async () => {
    const word = oneof(constantFrom('seal', 'close', 'review', 'TSV-1', 'constructor'), string())
    const names = constantFrom('next', 'reference', 'Payload', 'other', 'toString')
    const value = dictionary(names, oneof(word, dictionary(names, oneof(word, jsonValue()))))
    const compiled = deployed.map((text) => [text, jsonata(text.slice(2, -2))] as const)
    expect(compiled.length).toBeGreaterThan(10)
    await assert(
      asyncProperty(value, value, word, async (input, result, token) => {
        const context = { Execution: { Input: input, Name: token }, Task: { Token: token } }
        const seen = { input, result, context } as States
        for (const [text, library] of compiled) {
          const expected: unknown = await library.evaluate(undefined, { states: seen })
          const ours = () => evaluateTemplate(text, seen)
          if (expected === undefined) expect(ours).toThrow(EvaluationFailed)
          // As both are written down, which turns -0 into 0.
          else expect(JSON.stringify(ours())).toBe(JSON.stringify(expected))
        }
      }),
      { numRuns: 300 },
    )
  })
})

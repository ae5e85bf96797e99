import { describe, expect, it } from 'vitest'
import { evaluateTemplate } from '#infra/machine/workflow/expression.ts'
import { StatesError } from '#infra/machine/workflow/states-error.ts'

const now = Date.UTC(2026, 0, 5, 8)

function evaluate(expression: string) {
  const scope = {
    states: { input: { list: [1, 2, 3], one: [7] } },
    variables: { who: 'Sara' },
    now: () => now,
  }
  return evaluateTemplate(`{% ${expression} %}`, scope, 'Output')
}

describe('A JSONata expression', () => {
  it.each<[string, unknown]>([
    ['$states.input.list[$ > 1]', [2, 3]],
    ['$states.input.list[$ > 2]', 3],
    ['$states.input.one', [7]],
    ['"Dear " & $who', 'Dear Sara'],
    ['null', null],
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(1, 10, 3)', [1, 4, 7, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$hash("abc", "SHA-256")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$parse("{\\"a\\":[1]}").a', [1]],
    ['$random(5) = $random(5)', true],
    ['$random() < 1', true],
    ['$length($uuid())', 36],
    ['$millis()', now],
    ['$now()', '2026-01-05T08:00:00.000Z'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected)
  })

  it.each([
    ['$states.input.nothing', 'returned nothing (undefined)'],
    ['function($x){$x}', 'threw an error during evaluation'],
    ['$sum', 'during evaluation'],
    ['"a" + 1', 'threw an error during evaluation'],
    ['$eval("1")', '$eval is not supported'],
    ['$error("no luck")', 'no luck'],
    ['$range(1, 5000, 1)', 'at most 1000 items'],
    ['$hash("abc", "CRC")', 'does not know CRC'],
  ])('%s is a States.QueryEvaluationError', async (expression, cause) => {
    const fault = await evaluate(expression).catch((thrown: unknown) => thrown)
    expect(fault).toBeInstanceOf(StatesError)
    expect(fault).toMatchObject({
      error: 'States.QueryEvaluationError',
      message: expect.stringContaining(cause),
    })
  })
})

import { describe, expect, it } from 'vitest'
import { fillPlaceholders, readStateMachine } from '#infra/machine/state-machine.ts'

describe('the state machine file', () => {
  it('calls only functions of the catalogue once its placeholders are filled', async () => {
    const text = JSON.stringify(await readStateMachine())
    expect(text).not.toContain('${')
    expect(text).toContain('"FunctionName":"await-step"')
  })

  it('is refused when it calls a function that does not exist', () => {
    expect(() => fillPlaceholders('{"a":"${NoSuchFunction}"}')).toThrow('NoSuchFunction')
  })
})

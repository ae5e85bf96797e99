import { describe, expect, it } from 'vitest'
import { readDeployment } from '#infra/deployment.ts'

function read(context: Readonly<Record<string, unknown>>) {
  return readDeployment((name) => context[name])
}

describe('the context of a deployment', () => {
  it('may be empty for development', () => {
    expect(read({})).toEqual({
      stage: 'dev',
      programme: 'kerman',
      mailFrom: 'no-reply@tasvib.example',
      publicUrl: undefined,
      alarmEmail: undefined,
    })
  })

  it('takes a public address without the slash at its end', () => {
    expect(read({ publicUrl: 'https://proposals.city.example/' }).publicUrl).toBe(
      'https://proposals.city.example',
    )
  })

  it('says for production who sends mail and who hears alarms', () => {
    expect(() => read({ stage: 'prod' })).toThrow('Production needs the context mailFrom and alarmEmail')
    const complete = {
      stage: 'prod',
      mailFrom: 'no-reply@city.example',
      alarmEmail: 'operators@city.example',
    }
    expect(read(complete)).toMatchObject(complete)
  })

  it.each([
    ['stage', 'production'],
    ['publicUrl', 'http://proposals.city.example'],
    ['publicUrl', 'https://city.example/tasvib'],
    ['mailFrom', 'City <no-reply@city.example>'],
    ['alarmEmail', 'nobody'],
  ])('is refused with a %s that cannot be used, which it names', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name)
  })

  it('is refused for a programme that there is not', () => {
    expect(() => read({ programme: 'atlantis' })).toThrow('There is no programme "atlantis"')
  })
})

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'

const manager = mockClient(SecretsManagerClient)
const arn = 'arn:aws:secretsmanager:eu:1:secret:CodeKey-abcdef'
const value = 'k'.repeat(64)
let minutes = 0

/** Minutes pass by the process's own clock. */
function pass(passed: number): void {
  minutes += passed
}

/** The module remembers what it read, so each test has its own. */
async function secrets(environment: Readonly<Record<string, string>>) {
  vi.resetModules()
  vi.stubEnv('AWS_REGION', 'eu')
  for (const [name, given] of Object.entries(environment)) vi.stubEnv(name, given)
  return import('#functions/shared/ports/secrets.ts')
}

beforeEach(() => {
  manager.reset()
  manager.on(GetSecretValueCommand).resolves({ SecretString: value })
  vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('a secret', () => {
  it('is read once by its ARN, however many ask for it at once, and again when five minutes are over', async () => {
    const { secret } = await secrets({ CODE_KEY_ARN: arn })
    const asked = await Promise.all([1, 2, 3].map(() => secret('CODE_KEY')))
    expect(asked).toEqual([value, value, value])
    pass(4)
    await secret('CODE_KEY')
    expect(manager.calls().map(({ args }) => args[0].input)).toEqual([{ SecretId: arn }])
    pass(2)
    manager.on(GetSecretValueCommand).resolves({ SecretString: 'n'.repeat(64) })
    expect(await secret('CODE_KEY')).toBe('n'.repeat(64))
  })

  it('goes on working while Secrets Manager is away, and is asked for again', async () => {
    const { secret } = await secrets({ CODE_KEY_ARN: arn })
    await secret('CODE_KEY')
    pass(6)
    manager.on(GetSecretValueCommand).rejects(Object.assign(new Error('x'), { name: 'ThrottlingException' }))
    expect(await secret('CODE_KEY')).toBe(value)
  })

  it('that cannot be read the first time is no answer for ever', async () => {
    const { secret } = await secrets({ CODE_KEY_ARN: arn })
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(Object.assign(new Error('x'), { name: 'ThrottlingException' }))
      .resolves({ SecretString: value })
    await expect(secret('CODE_KEY')).rejects.toMatchObject({ name: new Unavailable('x').name })
    expect(await secret('CODE_KEY')).toBe(value)
  })

  it('of webhooks is as finance gets it, and several are several', async () => {
    const { secret } = await secrets({ WEBHOOK_SECRET_ARN: arn })
    manager.on(GetSecretValueCommand).resolves({ SecretString: 'a'.repeat(44) })
    expect(await secret('WEBHOOK_SECRET')).toBe(`whsec_${'a'.repeat(44)}`)
  })

  it('that cannot be used is named and never shown', async () => {
    const { secret } = await secrets({ CODE_KEY_ARN: arn })
    manager.on(GetSecretValueCommand).resolves({ SecretString: 'short' })
    await expect(secret('CODE_KEY')).rejects.toThrow(/^The setting CODE_KEY is missing or cannot be used$/)
  })

  it('is the process’s own on one machine, where Secrets Manager is never asked', async () => {
    const { secret, hasSecret } = await secrets({ WEBHOOK_SECRET: `whsec_${'b'.repeat(44)}` })
    expect(await secret('WEBHOOK_SECRET')).toBe(`whsec_${'b'.repeat(44)}`)
    expect(hasSecret('ORIGIN_SECRET')).toBe(false)
    expect(manager.calls()).toEqual([])
  })
})

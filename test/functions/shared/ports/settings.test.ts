import { afterEach, describe, expect, it, vi } from 'vitest'
import { filesOrigin, setting } from '#functions/shared/ports/settings.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

function given(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
}

describe('a setting', () => {
  it('is read when it is asked for, and anew where the environment says something else', () => {
    given({ PUBLIC_URL: 'https://tasvib.city.example/' })
    expect(setting('PUBLIC_URL')).toBe('https://tasvib.city.example')
    expect(setting('PUBLIC_URL')).toBe('https://tasvib.city.example')
    vi.stubEnv('PUBLIC_URL', 'https://other.example')
    expect(setting('PUBLIC_URL')).toBe('https://other.example')
  })

  it('that is missing or wrong is named without its value', () => {
    const wrong = {
      PUBLIC_URL: 'ftp://x.example',
      STATE_MACHINE_ARN: 'arn:x',
      MAIL_FROM: 'ت',
    }
    given({ ...wrong, TABLE_NAME: '' })
    for (const name of ['PUBLIC_URL', 'STATE_MACHINE_ARN', 'MAIL_FROM', 'TABLE_NAME'] as const) {
      expect(() => setting(name)).toThrow(`The setting ${name} is missing or cannot be used`)
    }
  })

  it('of the public address is a host and no path below one', () => {
    given({ PUBLIC_URL: 'https://city.example/tasvib' })
    expect(() => setting('PUBLIC_URL')).toThrow('The setting PUBLIC_URL is missing or cannot be used')
  })

  it('tells pages which other host has the files: the bucket, where it is not the pages’ own', () => {
    const cloud = { BUCKET_NAME: 'files-of-city', AWS_REGION: 'me-central-1' }
    given(cloud)
    expect(filesOrigin()).toBe('https://files-of-city.s3.me-central-1.amazonaws.com')
    vi.stubEnv('BUCKET_NAME', undefined)
    expect(filesOrigin()).toBeUndefined()
  })
})

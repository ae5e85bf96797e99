import { describe, expect, it } from 'vitest'
import { readSettings } from '#infra/machine/settings.ts'

describe('the settings of one machine', () => {
  it('have defaults, and an empty variable counts as none', () => {
    expect(readSettings({ PORT: '', PUBLIC_URL: '' })).toEqual(readSettings({}))
    expect(readSettings({})).toMatchObject({ port: 8080, operatorPort: 8081, programme: 'kerman' })
    expect(readSettings({ PORT: '0' })).toMatchObject({ port: 0, operatorPort: 0 })
  })

  it('take a public address that is a host of its own', () => {
    expect(readSettings({ PUBLIC_URL: 'https://proposals.city.example/' }).publicUrl).toBe(
      'https://proposals.city.example',
    )
  })

  it.each(['/tasvib', '/tasvib/', '/?city=kerman', '/#form'])(
    'refuse a public address that goes on after its host, and say why: %s',
    (rest) => {
      expect(() => readSettings({ PUBLIC_URL: `https://city.example${rest}` })).toThrow(
        'PUBLIC_URL: is scheme and host alone',
      )
    },
  )

  it('name every setting at fault at once', () => {
    const faults = { PORT: '70000', SMTP_URL: 'http://mail.example', TRUST_PROXY: 'yes', PROGRAMME: '../x' }
    for (const name of Object.keys(faults)) {
      expect(() => readSettings(faults)).toThrow(new RegExp(`^  ${name}: must be `, 'm'))
    }
  })
})

describe('production', () => {
  const sound = { TASVIB_MODE: 'production', PUBLIC_URL: 'https://proposals.city.example' }

  it('is asked for by the option or by the environment, and is not the default', () => {
    expect(readSettings({}).production).toBe(false)
    expect(readSettings({ TASVIB_MODE: 'development' }).production).toBe(false)
    expect(readSettings(sound).production).toBe(true)
    expect(readSettings({ PUBLIC_URL: sound.PUBLIC_URL }, ['--production']).production).toBe(true)
    expect(readSettings(sound, ['--production']).production).toBe(true)
  })

  it.each([['--prodution'], ['--production', '--verbose'], ['production'], ['--production=true']])(
    'does not start a trial by a misspelt option: %s %s',
    (...options) => {
      expect(() => readSettings(sound, options)).toThrow('There is no option')
    },
  )

  it.each(['Production', 'prod', 'staging'])('does not start a trial by a misspelt mode: %s', (mode) => {
    expect(() => readSettings({ TASVIB_MODE: mode })).toThrow('must be development or production')
  })

  it('refuses to be asked for and not asked for', () => {
    expect(() => readSettings({ TASVIB_MODE: 'development' }, ['--production'])).toThrow('contradict')
  })

  it.each([
    {},
    { PUBLIC_URL: '' },
    { PUBLIC_URL: 'http://proposals.city.example' },
    { PUBLIC_URL: 'http://127.0.0.1:8080' },
  ])('needs an encrypted public address, in both languages: %j', (given) => {
    const start = () => readSettings({ ...given, TASVIB_MODE: 'production' })
    expect(start).toThrow(/نشانی‌ای بدهید که با https آغاز می‌شود/)
    expect(start).toThrow(/Give an address with https/)
  })

  it.each([
    'smtp://mail.example:25?requireTLS=false',
    'smtp://mail.example?ignoreTLS=true',
    'smtp://mail.example?tls.rejectUnauthorized=false',
    'smtps://mail.example?opportunisticTLS=true',
    'smtp://mail.example?pool=true&secure=false',
    'smtp://mail.example?proxy=http://evil.example',
    'smtp://127.0.0.1?sendmail=true',
  ])('refuses a mail address that takes away encryption or its checks: %s', (SMTP_URL) => {
    expect(() => readSettings({ ...sound, SMTP_URL })).toThrow(/takes away encryption/)
    expect(readSettings({ SMTP_URL }).smtpUrl).toBe(SMTP_URL)
  })

  it.each(['smtp://mail.example:587', 'smtps://u:p@mail.example', 'smtp://mail.example?pool=true&name=x'])(
    'takes others: %s',
    (SMTP_URL) => {
      expect(readSettings({ ...sound, SMTP_URL }).smtpUrl).toBe(SMTP_URL)
    },
  )

  it('refuses a receiver for trials, and names all faults at once', () => {
    const given = {
      TASVIB_MODE: 'production',
      SMTP_URL: 'smtp://mail.example?ignoreTLS=true',
      WEBHOOK_TEST_ENDPOINT: 'http://127.0.0.1:9000/',
    }
    for (const name of ['PUBLIC_URL', 'SMTP_URL', 'WEBHOOK_TEST_ENDPOINT']) {
      expect(() => readSettings(given)).toThrow(new RegExp(`^ {2}${name}`, 'm'))
    }
  })
})

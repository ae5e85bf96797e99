import { describe, expect, it } from 'vitest'
import { readSettings } from '#infra/local/settings.ts'

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

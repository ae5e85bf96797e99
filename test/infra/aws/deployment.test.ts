import { describe, expect, it } from 'vitest'
import { readDeployment } from '#infra/aws/deployment.ts'
import { stackName } from '#infra/aws/stack-name.ts'

function read(context: Readonly<Record<string, unknown>>) {
  return readDeployment((name) => context[name])
}

describe('the context of a deployment', () => {
  it('may be empty for development', () => {
    expect(read({})).toEqual({
      stage: 'dev',
      instance: undefined,
      programme: 'kerman',
      mailFrom: 'no-reply@tasvib.example',
      mailIdentity: 'create',
      domain: undefined,
      publicUrl: undefined,
      edge: false,
      malwareScan: false,
      tracing: false,
      lockYears: 0,
      alarmEmail: undefined,
      cpu: 'arm64',
    })
  })

  it('has an emulator run what this machine can, and production the cloud', () => {
    expect(read({ emulated: 'true' }).cpu).toBe(process.arch === 'x64' ? 'x64' : 'arm64')
    const production = { stage: 'prod', mailFrom: 'a@city.example', alarmEmail: 'b@city.example' }
    expect(() => read({ ...production, emulated: true })).toThrow('emulated')
  })

  it('names several installations in one account apart', () => {
    expect(stackName(read({}))).toBe('tasvib-dev')
    expect(stackName(read({ instance: 'spring' }))).toBe('tasvib-dev-spring')
    expect(() => read({ instance: 'Spring time' })).toThrow('instance')
  })

  it('sends mail elsewhere in development alone', () => {
    expect(read({ mailRedirect: 'test.city.example' }).mailRedirect).toBe('test.city.example')
    const prod = { stage: 'prod', mailFrom: 'no-reply@city.example', alarmEmail: 'operators@city.example' }
    expect(() => read({ ...prod, mailRedirect: 'test.city.example' })).toThrow('writes to the people')
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

  it('locks contracts for ten years in production, and never in what is to be destroyed', () => {
    const prod = { stage: 'prod', mailFrom: 'no-reply@city.example', alarmEmail: 'operators@city.example' }
    expect(read(prod).lockYears).toBe(10)
    expect(read({ ...prod, lockYears: '25' }).lockYears).toBe(25)
    expect(read({ lockYears: '25' }).lockYears).toBe(0)
  })

  it('takes a domain with the certificate that it has, or with a zone to make one in', () => {
    const domain = 'proposals.city.example'
    const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/1'
    expect(read({ domain, certificateArn }).domain).toEqual({
      name: domain,
      certificate: { arn: certificateArn },
    })
    expect(read({ domain, hostedZone: 'city.example', hostedZoneId: 'Z1' }).domain).toEqual({
      name: domain,
      certificate: { zoneId: 'Z1', zoneName: 'city.example' },
    })
    expect(() => read({ domain })).toThrow('certificateArn, or hostedZone')
    expect(() => read({ domain, certificateArn, publicUrl: 'https://city.example' })).toThrow('both')
  })

  it('puts CloudFront in front only of a domain with a certificate', () => {
    expect(() => read({ edge: 'true' })).toThrow('us-east-1')
    expect(
      read({
        edge: 'true',
        domain: 'proposals.city.example',
        certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
      }).edge,
    ).toBe(true)
  })

  it.each([
    ['edge', 'yes'],
    ['lockYears', '-1'],
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

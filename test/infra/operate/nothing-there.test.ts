import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** What an engineer reads who calls it where nothing is set up, without settings of the machine that the tests run on. */
function read(...command: readonly string[]): { status: number | null; said: string } {
  const { PATH = '' } = process.env
  const env = { PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' }
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

describe('a command where nothing is set up', () => {
  it('says that there is no Tasvib in the folder', () => {
    const { status, said } = read('infra/operate/operate.ts', 'programmes', '--data', '/nonexistent/data')
    expect(status).toBe(1)
    expect(said.trim()).toBe(
      'No Tasvib was ever started in /nonexistent/data. Its folder is given by --data.',
    )
  })

  it.each([
    ['infra/aws/deploy.ts'],
    ['infra/aws/destroy.ts'],
    ['infra/operate/operate.ts', 'programmes', '--stage', 'prod'],
  ])('says that no region of AWS is set: %s', (...command) => {
    const { status, said } = read(...command)
    expect(status).toBe(1)
    expect(said.trim()).toBe('No AWS region is set: give --region, or AWS_REGION.')
  })
})

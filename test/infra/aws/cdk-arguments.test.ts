import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientSettings, contextFiles, contextOf } from '#infra/aws/installing-by-cdk.ts'

const before = ['--profile', 'city', '--app', 'cdk.out']

describe('arguments of the CDK', () => {
  it.each([
    [['--context', 'instance=spring']],
    [['--context=instance=spring']],
    [['-c', 'instance=spring']],
    [['-cinstance=spring']],
    [['-c', 'instance=autumn', '--context', 'mailFrom=a@b.example', '-c', 'instance=spring']],
  ])('name context as the CDK takes it: %j', (form) => {
    expect(contextOf([...before, ...form], [])('instance')).toBe('spring')
  })

  it('name nothing where they do not', () => {
    expect(
      contextOf([...before, '--context', 'stage=dev', 'instance=spring'], [])('instance'),
    ).toBeUndefined()
    expect(contextOf([], [])('instance')).toBeUndefined()
  })

  it('count before the files, and of those the first that names something', () => {
    const files = [
      { stage: 'prod', edge: true },
      { stage: 'dev', instance: 'spring' },
    ]
    const context = contextOf(['-c', 'edge=false'], files)
    expect(['stage', 'instance', 'edge', 'domain'].map(context)).toEqual([
      'prod',
      'spring',
      'false',
      undefined,
    ])
  })

  it('are added to by cdk.json, cdk.context.json and the file of the home, in this order', () => {
    const [folder, home] = [mkdtempSync(join(tmpdir(), 'cdk-')), mkdtempSync(join(tmpdir(), 'home-'))]
    expect(contextFiles(folder, home)).toEqual([{}, {}, {}])
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'x', context: { stage: 'prod' } }))
    writeFileSync(join(folder, 'cdk.context.json'), JSON.stringify({ instance: 'spring' }))
    writeFileSync(
      join(home, '.cdk.json'),
      JSON.stringify({ context: { stage: 'dev', domain: 'city.example' } }),
    )
    const context = contextOf([], contextFiles(folder, home))
    expect(['stage', 'instance', 'domain'].map(context)).toEqual(['prod', 'spring', 'city.example'])
  })

  it.each([
    [['--profile', 'city'], { profile: 'city' }],
    [['--profile=city', '--region', 'eu-central-1'], { profile: 'city', region: 'eu-central-1' }],
    [['-c', 'stage=dev'], {}],
    [['--profile'], {}],
  ])('say whose account it is and where: %j', (args, settings) => {
    expect(clientSettings(args)).toEqual(settings)
  })
})

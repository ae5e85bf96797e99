import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { caseCommands } from '#infra/operate/commands.ts'
import { synthesized } from '#test/infra/aws/synthesized.ts'

const runbook = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
const sections = new Map(
  runbook
    .slice(runbook.indexOf('## Alarms'), runbook.indexOf('## Restore'))
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
)
const alarms = [...synthesized({ stage: 'prod' }).ofType('AWS::CloudWatch::Alarm')].map(
  ([logicalId, { Properties }]) => ({
    name: logicalId.replace(/^Alarms(\w+)[0-9A-F]{8}$/, '$1'),
    description: String(Properties['AlarmDescription']),
  }),
)

describe('the runbook', () => {
  it('has a section for each alarm, and none for an alarm that there is not', () => {
    expect([...sections.keys()].sort()).toEqual(alarms.map(({ name }) => name).sort())
    expect(alarms.length).toBeGreaterThan(9)
  })

  it.each(alarms)('says of $name what it means, what to look at, what mends it', ({ name, description }) => {
    expect(description).toContain(`See docs/operations.md, ${name}.`)
    for (const part of ['**Means**', '**Look at**', '**Mend**']) expect(sections.get(name)).toContain(part)
  })

  it("names every operator's command", () => {
    for (const name of Object.keys(caseCommands)) expect(runbook).toContain(`\`${name} <reference>\``)
  })
})

import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { catalogue, type FunctionName, type FunctionSpec } from '#functions/catalogue.ts'
import { statementsByRole, textOf } from './policies.ts'
import { synthesized } from './synthesized.ts'

/*
 * What the outside can reach and what each function may do, in files that a change of either has to change too, so that whoever
 * reviews it sees it in plain words. `npx vitest run --project stack -u` writes them anew.
 */
const stack = synthesized({ stage: 'prod', lockYears: 10, alarmEmail: 'operators@city.example' })
const byRole = statementsByRole(stack)
const specs = Object.entries(catalogue) as [FunctionName, FunctionSpec][]

/** Without what the CDK adds to names to keep them apart. */
const plain = (text: string) => text.replaceAll(/<(\w+?)[0-9A-F]{8}(\.\w+)?>/g, '<$1$2>')

function rightsOf(name: FunctionName): string {
  const statements = (byRole.get(stack.functions.get(name)?.Role ?? '') ?? []).map(
    ({ Action, Resource, Condition }) => {
      const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => `    where ${key} ${operator} ${values.join(' ')}`),
      )
      const resources = Resource.map((resource) => `    on ${plain(textOf(resource))}`).sort()
      return [`  ${[...Action].sort().join(' ')}`, ...resources, ...conditions].join('\n')
    },
  )
  return [name, ...statements.sort()].join('\n')
}

const rate = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
const stageSchema = z.object({ RouteSettings: z.record(z.string(), rate), DefaultRouteSettings: rate })

function routes(): string[] {
  const settings = stageSchema.parse(stack.only('AWS::ApiGatewayV2::Stage').Properties)
  return specs.flatMap(([name, { trigger }]) => {
    if (trigger.kind !== 'http') return []
    const all = trigger.fallback === true ? [...trigger.routes, '$default'] : trigger.routes
    return all.map((route) => {
      const { ThrottlingRateLimit: often, ThrottlingBurstLimit: atOnce } =
        settings.RouteSettings[route] ?? settings.DefaultRouteSettings
      return `${route} leads to ${name}, ${often} a second and ${atOnce} at once`
    })
  })
}

describe('the reviewed surface of a deployment', () => {
  it('is what each function may do in production', async () => {
    const rights = specs.map(([name]) => rightsOf(name))
    expect(rights).toHaveLength(stack.functions.size)
    await expect(`${rights.join('\n\n')}\n`).toMatchFileSnapshot('snapshots/grants.txt')
  })

  it('is where each route leads, and how often it may be asked', async () => {
    const all = routes()
    expect(all.length).toBeGreaterThan(specs.length)
    await expect(`${all.sort().join('\n')}\n`).toMatchFileSnapshot('snapshots/routes.txt')
  })
})

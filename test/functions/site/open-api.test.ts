import { describe, expect, it } from 'vitest'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { openApiDocument } from '#functions/site/open-api.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { fieldList } from '#workflows/form/fields.ts'

interface Described {
  readonly operationId: string
  readonly parameters: readonly { name: string; in: string; required?: boolean }[]
  readonly requestBody?: { content: Record<string, { schema: { $ref: string } }> }
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
interface Document {
  readonly openapi: string
  readonly info: { title: string; version: string }
  readonly paths: Record<string, Record<string, Described>>
  readonly components: { schemas: Record<string, { properties?: object; required?: string[] }> }
}

// As a client gets it.
const document: Document = JSON.parse(JSON.stringify(openApiDocument(fourStages, 'https://tasvib.example')))
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    route: `${method.toUpperCase()} ${path}`,
    path,
    described,
  })),
)

/** Every `$ref` anywhere inside. */
function refs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refs(inner),
  )
}

describe('the OpenAPI description', () => {
  it('has every http route of the catalogue and no other', () => {
    const routes = Object.values<FunctionSpec>(catalogue).flatMap(({ trigger }) =>
      trigger.kind === 'http' ? trigger.routes : [],
    )
    expect(operations.map(({ route }) => route).sort()).toEqual([...routes].sort())
  })

  it('says which edition of OpenAPI it follows, and has one id for each operation', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    const ids = operations.map(({ described }) => described.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/)
  })

  it('declares every parameter of a path as required', () => {
    for (const { path, described } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = described.parameters.filter((parameter) => parameter.in === 'path')
      expect(declared.map(({ name }) => name)).toEqual(named)
      expect(declared.every(({ required }) => required === true)).toBe(true)
    }
  })

  it('refers to nothing that is not there', () => {
    const found = refs(document)
    expect(found.length).toBeGreaterThan(operations.length)
    for (const ref of found) {
      const name = ref.replace('#/components/schemas/', '')
      expect(document.components.schemas).toHaveProperty(name)
    }
  })

  it('declares a good answer and the problems of every route, as problem details', () => {
    for (const { route, described } of operations) {
      const statuses = Object.keys(described.responses)
      expect(
        statuses.some((status) => /^[23]/.test(status)),
        route,
      ).toBe(true)
      expect(statuses, route).toEqual(
        expect.arrayContaining(['400', '404', '408', '421', '431', '500', '503']),
      )
      for (const status of statuses.filter((one) => /^[45]/.test(one))) {
        expect(described.responses[status]?.content, route).toHaveProperty(['application/problem+json'])
      }
    }
  })

  it('has a body for every POST, and none for GET', () => {
    for (const { route, described } of operations) {
      const content = described.requestBody?.content
      if (route.startsWith('GET')) expect(content, route).toBeUndefined()
      else expect(content, route).toHaveProperty(['application/json'])
    }
    expect(document.paths['/proposals']?.['post']?.requestBody?.content).toHaveProperty([
      'multipart/form-data',
    ])
  })

  it('gives both shapes of a page that is served as data, too', () => {
    expect(Object.keys(document.paths['/track/{token}']?.['get']?.responses['200']?.content ?? {})).toEqual([
      'text/html',
      'application/json',
    ])
  })

  it('describes what comes with a corrected contract', () => {
    const { properties } = document.components.schemas['Delivery'] ?? {}
    const { content } = document.paths['/finance/{token}']?.['get']?.responses['200'] ?? {}
    expect(content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Delivery' })
    expect(JSON.stringify(properties)).toMatch(/"corrected".*"version".*"reason".*"changed".*"iban"/)
  })

  it('describes the proposal by the table of fields', () => {
    const { properties = {}, required = [] } = document.components.schemas['Proposal'] ?? {}
    expect(Object.keys(properties).sort()).toEqual([...fieldList.map(({ id }) => id), 'secrets'].sort())
    expect(required).toContain('title')
    expect(required).not.toContain('titleEn')
  })
})

import type { RecordedRoute } from '#workflows/contract/legal-route.ts'
import { usualLegalRoutes } from '#workflows/programme/legal-routes.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'

/** A whole record of a legal route. */
export function exampleRoute(id = 'waiver'): RecordedRoute {
  const found = usualLegalRoutes.find((route) => route.id === id)
  if (found === undefined) throw new Error(`There is no route ${id}`)
  const { name, method, rationale } = found
  return {
    route: { id, name, method, rationale },
    body: 'شورای اسلامی شهر',
    number: '۱۲/۳۴',
    date: '2025-11-01',
    tenderers: method === 'direct' ? 1 : 3,
    decision: {
      fileId: 'DDDDDDDDDDDDDDDDDDDDD1',
      name: 'مصوبه.pdf',
      type: 'application/pdf',
      size: 1200,
      sha256: 'b'.repeat(64),
    },
  }
}

type RecordRoute = CommandOf<'record-legal-route'>

/** The command that records it. */
export function recordOf(id = 'waiver', changes: Partial<RecordRoute> = {}): RecordRoute {
  const { body, number, date, tenderers, decision } = exampleRoute(id)
  return {
    type: 'record-legal-route',
    by: 'office@kerman.example',
    route: id,
    body: body ?? '',
    number: number ?? '',
    date: date ?? '',
    tenderers,
    decision,
    note: 'Looked at',
    ...changes,
  }
}

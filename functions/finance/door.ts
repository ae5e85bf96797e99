import { called } from '#functions/shared/called.ts'
import { type CodedHome, codedPorts } from '#functions/shared/coded-home.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { answerDelivery } from './answer-delivery.ts'
import { askMoneyCode } from './money-code.ts'
import { recordGuarantee } from './record-guarantee.ts'
import { recordPayment } from './record-payment.ts'
import { openDocument, showDelivery } from './show-delivery.ts'
import type { FinanceDependencies } from './visit.ts'

/** A route for each key that the catalogue gives this function. */
export const financeRoutes = {
  'GET /finance/{token}': showDelivery,
  'GET /finance/{token}/files/{file}': openDocument,
  'POST /finance/{token}': answerDelivery,
  'POST /finance/{token}/payments': recordPayment,
  'POST /finance/{token}/code': askMoneyCode,
  'POST /finance/{token}/guarantees': recordGuarantee,
} satisfies RoutesOf<'finance', FinanceDependencies>

/** Finance's page; see the catalogue for its routes. */
export function door(home: CodedHome) {
  return httpHandler({
    edge: home.edge,
    dependencies: () => readingTogether(called(home, codedPorts), 'head'),
    routes: financeRoutes,
  })
}

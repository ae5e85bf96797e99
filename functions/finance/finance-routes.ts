import type { Route } from '#functions/edge/http-handler.ts'
import { answerDelivery } from './answer-delivery.ts'
import { recordPayment } from './record-payment.ts'
import { openDocument, showDelivery } from './show-delivery.ts'
import type { FinanceDependencies } from './visit.ts'

/** By route key of the catalogue. */
export const financeRoutes = {
  'GET /finance/{token}': showDelivery,
  'GET /finance/{token}/files/{file}': openDocument,
  'POST /finance/{token}': answerDelivery,
  'POST /finance/{token}/payments': recordPayment,
} satisfies Readonly<Record<string, Route<FinanceDependencies>>>

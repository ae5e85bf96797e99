import { type HttpResponse, json } from '#functions/shared/http/http.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Audience, handedOnLedger } from '#workflows/proposal/handed-on-ledger.ts'

/** The name of a case's ledger among its downloads. */
export const ledgerFile = 'evidence.json'

/**
 * The ledger of a case as it is now, for whoever wants to verify it: every entry with its digests, without the personal
 * data beside it, so that the chain can be checked offline and nobody's data travels.
 */
export function ledgerAnswer(reference: string, entries: readonly Entry[], audience: Audience): HttpResponse {
  return json(
    200,
    { reference, entries: handedOnLedger(entries, audience) },
    {
      'content-disposition': `attachment; filename="${reference}-evidence.json"`,
      'cache-control': 'no-store',
    },
  )
}

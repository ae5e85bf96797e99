import { createPrivateKey, sign } from 'node:crypto'
import { contractSealer, type Sealing } from '#functions/shared/contract/contract-sealer.ts'
import {
  type ContractAttachment,
  createTypesetter,
  UnprintableText,
} from '#functions/shared/contract/contract-typesetter.ts'
import type { SheetDocument } from '#workflows/contract/document.ts'

/*
 * Sets and seals contracts in a process of its own (`contract-process.ts` has the other end), one after another: both take the
 * processor for a tenth of a second and more, in which nobody's page would be answered.
 */
export type Work =
  | {
      readonly kind: 'typeset'
      readonly document: SheetDocument
      readonly attachment?: ContractAttachment
    }
  | {
      readonly kind: 'seal'
      readonly pdf: Uint8Array
      readonly sealing: Sealing
      /** PKCS #8, DER. */
      readonly key: Uint8Array
      /** PEM. */
      readonly certificates: string
    }

export interface AskedWork {
  readonly id: number
  readonly work: Work
}

/** Errors of our own are told as what they are: whoever asked tells them apart. */
export type Answered =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly unprintable: readonly string[] }
  | { readonly id: number; readonly failure: string }

const typesetter = createTypesetter()

async function done(work: Work): Promise<Uint8Array> {
  if (work.kind === 'typeset') return typesetter.typeset(work.document, work.attachment)
  const { pdf, sealing, key, certificates } = work
  const privateKey = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' })
  const sealer = contractSealer({
    certificates: async () => certificates,
    sign: async (message) => new Uint8Array(sign('sha256', message, privateKey)),
  })
  return sealer.seal(pdf, sealing)
}

async function answer({ id, work }: AskedWork): Promise<Answered> {
  try {
    return { id, bytes: await done(work) }
  } catch (error) {
    if (error instanceof UnprintableText) return { id, unprintable: error.letters }
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (asked: AskedWork) => {
  void answer(asked).then((told) => process.send?.(told))
})
// Nobody is left to set contracts for.
process.on('disconnect', () => process.exit())

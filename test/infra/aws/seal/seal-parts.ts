import { firstOf } from '#functions/shared/contract/seal/read-der.ts'

/** What a PDF's last seal covers, and the seal itself (CMS), each as an independent tool wants it. */
export function sealParts(pdf: Uint8Array): { readonly content: Uint8Array; readonly cms: Uint8Array } {
  const text = Buffer.from(pdf).toString('latin1')
  const [, first, second] = /.*\/ByteRange\s*\[0 (\d+)\s+(\d+)/s.exec(text) ?? []
  const [before, after] = [Number(first), Number(second)]
  const room = Buffer.from(text.slice(before + 1, after - 1), 'hex')
  return {
    content: Buffer.concat([pdf.subarray(0, before), pdf.subarray(after)]),
    cms: firstOf(room).bytes,
  }
}

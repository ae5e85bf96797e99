import { encode } from 'uqr'

/** Rows of dark (1) and light (0) squares, without a border. */
export type QrModules = readonly (readonly (0 | 1)[])[]

/** The squares of a QR code (ISO/IEC 18004) whose text stays readable when a sixth of it is lost. */
export const qrModules = (text: string): QrModules =>
  encode(text, { ecc: 'M', border: 0 }).data.map((row) => row.map((isDark) => (isDark ? 1 : 0)))

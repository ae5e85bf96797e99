/** Whether the text is an Iranian IBAN (ISO 13616: `IR` and 24 digits, remainder 1 modulo 97). */
export const isIban = (text: string): boolean => {
  if (!/^IR\d{24}$/.test(text)) return false
  // I and R stand for 18 and 27; the country and check digits go to the end.
  const digits = `${text.slice(4)}1827${text.slice(2, 4)}`
  return BigInt(digits) % 97n === 1n
}

/** An IBAN in printed form: `IR82 0540 …`. */
export const printedIban = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')

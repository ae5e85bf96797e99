/**
 * Keeps a value's own direction inside a line of the other: first strong isolate … pop directional isolate (U+2068 … U+2069).
 * Control characters in it are dropped, so that it cannot close the isolate or turn the rest of the line around.
 */
export function isolated(value: string): string {
  const plain = value.replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
  return plain === '' ? '' : `\u2068${plain}\u2069`
}

/**
 * Keeps a value's own direction inside a line of the other: first strong isolate … pop directional isolate (U+2068 … U+2069),
 * each line for itself, since an isolate ends with its line. Control characters in it are dropped, so that it cannot close
 * the isolate or turn the rest of the line around.
 */
export function isolated(value: string): string {
  return value
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => (line.trim() === '' ? '' : `\u2068${line.trim()}\u2069`))
    .join('\n')
}

/**
 * What people wrote, isolated, and with nothing in it that a mail program would make a link of by itself: a zero-width space
 * stands in every address of a page or of a mailbox.
 */
export function quoted(value: string): string {
  return isolated(
    value
      .replaceAll(/:(?=\/\/)/g, ':\u200B')
      .replaceAll(/(?<=[\p{L}\p{N}_-])[.@](?=[\p{L}_-])/gu, (mark) => `\u200B${mark}`),
  )
}

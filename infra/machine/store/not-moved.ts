import { StartFailure } from '#infra/machine/start-failure.ts'

/** Why what a release before kept is not moved by a start, and by which two commands it is. Nothing of it was touched. */
export function notMoved(why: { readonly fa: string; readonly en: string }, cause?: unknown): StartFailure {
  return new StartFailure(
    [
      `${why.fa} چیزی جابه‌جا نشد. با نسخه‌ای که آن را نوشته است خروجی بگیرید و با این نسخه در پوشه‌ای تازه بیاورید:`,
      `${why.en} Nothing was moved. Export with the release that has written it, and import with this one into a new folder:`,
      '  npm run operate -- export <folder> --data <this folder>',
      '  npm run operate -- import <folder> --data <new folder>',
    ].join('\n'),
    { cause },
  )
}

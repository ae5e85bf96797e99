import type { Home } from '#functions/shared/home.ts'
import type { Files } from '#functions/shared/ports/files.ts'

/** What was asked of other services than the table. */
export interface ServiceUse {
  s3Puts: number
  s3Gets: number
  kmsCalls: number
  queueCalls: number
  events: number
}

/** What each method asks of S3, uploads by the browser itself included (`functions/shared/aws/s3-files.ts`). */
const requestsOf: Readonly<Record<keyof Files, { readonly puts: number; readonly gets: number }>> = {
  ticket: { puts: 1, gets: 0 },
  store: { puts: 1, gets: 0 },
  inspect: { puts: 0, gets: 1 },
  attach: { puts: 1, gets: 2 },
  write: { puts: 1, gets: 0 },
  keep: { puts: 1, gets: 0 },
  stream: { puts: 1, gets: 0 },
  read: { puts: 0, gets: 1 },
  chunks: { puts: 0, gets: 1 },
  has: { puts: 0, gets: 1 },
  verdict: { puts: 0, gets: 0 },
  // Asked of S3 by whoever opens it.
  url: { puts: 0, gets: 0 },
}

/** A home of which is counted what its doors ask of others than the table. */
export function countedServices(home: Home, use: ServiceUse): Home {
  return {
    ...home,
    files: () => countedFiles(home.files(), use),
    sealer: () => ({
      seal: (...args) => {
        use.kmsCalls += 1
        return home.sealer().seal(...args)
      },
    }),
    deliveryQueue: () => ({
      ...home.deliveryQueue(),
      send: (...args) => {
        // Sent, received, deleted.
        use.queueCalls += 3
        return home.deliveryQueue().send(...args)
      },
    }),
    events: () => ({
      publish: (...args) => {
        use.events += 1
        return home.events().publish(...args)
      },
    }),
  }
}

function countedFiles(files: Files, use: ServiceUse): Files {
  return new Proxy(files, {
    get(target, name: keyof Files) {
      return (...args: never[]) => {
        const { puts, gets } = requestsOf[name]
        use.s3Puts += puts
        use.s3Gets += gets
        return (target[name] as (...args: never[]) => unknown)(...args)
      }
    },
  })
}

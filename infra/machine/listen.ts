import type { Server } from 'node:http'
import { StartFailure } from './start-failure.ts'

export interface ListenOptions {
  /** 0 for any free port. */
  readonly port: number
  /** The setting by which another port is chosen, for the message if this one is taken. */
  readonly setting: string
}

/**
 * Listens on 127.0.0.1 and answers the port.
 * @throws StartFailure if the port is taken or not allowed.
 */
export async function listen(server: Server, { port, setting }: ListenOptions): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  try {
    await promise
  } catch (cause) {
    throw new StartFailure(`${whyNot(cause, port)} Choose another port with ${setting}.`, { cause })
  } finally {
    server.off('error', reject)
  }
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return address.port
}

/** Stops taking connections, lets requests under way finish for a moment, then cuts them off. */
export async function closeServer(server: Server, graceMilliseconds = 2_000): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => {
    resolve()
  })
  server.closeIdleConnections()
  const cut = setTimeout(() => {
    server.closeAllConnections()
  }, graceMilliseconds)
  await promise
  clearTimeout(cut)
}

function whyNot(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program.`
  if (code === 'EACCES') return `Port ${port} may not be used by this account.`
  return `Port ${port} cannot be opened.`
}

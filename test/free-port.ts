import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what operating systems give out by themselves, so that no passing connection takes the port before it is used. */
const lowest = 10_240
const highest = 32_767
const tries = 100

/** A port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < tries; tried += 1) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1))
    if (await isFree(port)) return port
  }
  throw new Error(`None of ${tries} ports from ${lowest} to ${highest} was free`)
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    probe.listen(port, '127.0.0.1')
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}

import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { isForbiddenAddress } from './forbidden-address.ts'

/** The host's name leads to a place to which nothing may be sent. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** All addresses of a name, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/**
 * A `lookup` for a socket that answers only with addresses that were checked, so that the very address that was checked is
 * connected to and a second answer of the name server changes nothing (DNS rebinding). A name with one forbidden address among
 * others is refused as a whole.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  const check = callbackify(
    async (hostname: string, wanted: number | undefined): Promise<LookupAddress[]> => {
      const found = await resolve(hostname)
      if (found.length === 0) throw new AddressRefused('The name has no address')
      if (found.some(({ address }) => isForbiddenAddress(address))) {
        throw new AddressRefused('The name leads to an address inside')
      }
      const fitting = found.filter(({ family }) => wanted === undefined || family === wanted)
      if (fitting.length === 0) throw new AddressRefused('The name has no address of this family')
      return fitting
    },
  )
  return (hostname, options, callback) => {
    const wanted = options.family === 4 || options.family === 6 ? options.family : undefined
    check(hostname, wanted, (error, addresses) => {
      const [first] = addresses ?? []
      if (first === undefined) callback(error, '')
      else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

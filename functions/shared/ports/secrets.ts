import type { Secret } from '#functions/catalogue.ts'
import { parseSetting } from './settings.ts'

/** Milliseconds for which a value is used before it is read again, so that a new one is taken without a deployment. */
const kept = 300_000

const known = new Map<Secret, { readonly value: Promise<string>; readonly until: number }>()

/**
 * A secret of this function: from Secrets Manager by the function's own role, read with the first request that needs it and kept
 * in the process for five minutes. On one machine the process was given it by the file that its owner alone may read.
 * @throws Error that names the secret and never shows it; Unavailable when Secrets Manager is out of reach
 */
export async function secret(
  name: Secret,
  read: (arn: string) => Promise<string> = readLater,
): Promise<string> {
  const arn = arnOf(name)
  if (arn === undefined) return parseSetting(name, process.env[name])
  const earlier = known.get(name)
  if (earlier !== undefined && performance.now() < earlier.until) return await earlier.value
  const value = read(arn).then((text) => parseSetting(name, asGiven(name, text)))
  known.set(name, { value, until: performance.now() + kept })
  try {
    return await value
  } catch (error) {
    known.delete(name)
    if (earlier === undefined) throw error
    // What worked until now goes on working while Secrets Manager is away.
    return await earlier.value
  }
}

/** Whether there is such a secret, without reading it. */
export function hasSecret(name: Secret): boolean {
  return arnOf(name) !== undefined || (process.env[name] ?? '') !== ''
}

function arnOf(name: Secret): string | undefined {
  const given = process.env[`${name}_ARN`]
  return given === undefined || given === '' ? undefined : given
}

/** Secrets Manager made letters and digits; finance gets them with the sign of what they are. */
function asGiven(name: Secret, text: string): string {
  return name === 'WEBHOOK_SECRET' && !text.startsWith('whsec_') ? `whsec_${text}` : text
}

async function readLater(arn: string): Promise<string> {
  return (await import('./read-secret.ts')).readSecret(arn)
}

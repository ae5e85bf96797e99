import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { fakeParts } from './fake-parts.ts'

/** A runtime of its own process with stand-ins for the functions, for tests that kill it. Tells its addresses. */
const { publicUrl, operatorUrl } = await startRuntime(readSettings(process.env), fakeParts)
console.log(JSON.stringify({ publicUrl, operatorUrl }))

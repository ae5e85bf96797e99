import type { DeliveredMail } from '#infra/machine/demo/visitor.ts'
import { openAccount } from '#test/cloud/aws/account.ts'
import { startEmulator } from './emulator.ts'
import { installEmulator } from './install-emulator.ts'

/** Where the suite deploys to: the emulated cloud, or an account of AWS. */
export interface Cloud {
  readonly kind: 'emulator' | 'aws'
  readonly account: string
  readonly region: string
  /** For command lines that work with the cloud, as its administrator. */
  readonly environment: Readonly<Record<string, string>>
  /** For clients of the SDK, as its administrator. */
  readonly client: {
    readonly region: string
    readonly endpoint?: string
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  /** A folder that goes away with it. */
  readonly folder: string
  /** Of the stack that is deployed there. */
  readonly stack: string
  /** What the deployment is told, as context of the CDK. */
  readonly context: Readonly<Record<string, string>>
  /** Everybody's mail. */
  mails(): Promise<readonly DeliveredMail[]>
  stop(): Promise<void>
}

/** What the emulator has anyway, and an account is given. */
export interface Needs {
  readonly mail: boolean
}

/** The cloud that `TASVIB_CLOUD` names, the emulated one when it names none; or what this machine lacks for it. */
export async function findCloud(): Promise<
  { readonly open: (needs: Needs) => Promise<Cloud> } | { readonly lacks: string }
> {
  const { TASVIB_CLOUD: asked = 'emulator' } = process.env
  if (asked === 'aws') return { open: openAccount }
  if (asked !== 'emulator') throw new Error('TASVIB_CLOUD is emulator or aws')
  const installed = await installEmulator()
  return 'lacks' in installed ? installed : { open: async () => startEmulator(installed.python) }
}

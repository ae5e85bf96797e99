import { installEmulator } from './install-emulator.ts'

/** Before the files of the suite, which run side by side: each would begin by clearing away what another one installs. */
export async function setup(): Promise<void> {
  await installEmulator()
}

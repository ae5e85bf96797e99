import { ownRootKey, ownSignature } from '#functions/shared/aws/own-sealer.ts'
import * as real from '#functions/shared/aws/real.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { rootNight } from './root-night.ts'

/** Called once a day. */
export const handler = observed(async () =>
  rootNight({
    cases: real.cases(),
    files: real.files(),
    sign: ownSignature('ROOT_KEY_ID'),
    publicKey: ownRootKey,
    now: real.now,
    mailer: real.mailer(),
    programme: real.programme(),
    publicUrl: real.publicUrl(),
  }),
)

import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { lookAtUpload } from '#functions/shared/intake/look-at-upload.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { askUpload } from './ask-upload.ts'
import { confirmAddress, showConfirmation } from './confirm-address.ts'
import { correctAddress } from './correct-address.ts'
import { mailAgain } from './mail-again.ts'
import { showLanding } from './show-landing.ts'
import { showThanks } from './show-thanks.ts'
import { submitProposal } from './submit-proposal.ts'
import { keepForm, openForm } from './unsent-form.ts'

const ports = ['cases', 'links', 'files', 'throttle', 'unsent', 'mailer', 'publicUrl', 'programme'] as const

/** What the public meets first: the form, its uploads, and the confirmation of the address. */
export function door(home: Pick<Home, (typeof ports)[number] | 'presentRules' | 'commit' | 'edge'>) {
  return httpHandler<SubmitDependencies>({
    edge: home.edge,
    dependencies: () =>
      readingTogether({ ...home.commit(), ...called(home, ports), rules: home.presentRules() }, 'head'),
    routes: {
      'GET /': showLanding,
      'POST /uploads': askUpload,
      'POST /uploads/{file}': lookAtUpload,
      'POST /proposals': submitProposal,
      'GET /thanks': showThanks,
      'POST /drafts': keepForm,
      'GET /drafts/{token}': openForm,
      'POST /thanks/mail': mailAgain,
      'POST /thanks/address': correctAddress,
      'GET /confirm/{token}': showConfirmation,
      'POST /confirm/{token}': confirmAddress,
    } satisfies RoutesOf<'submit', SubmitDependencies>,
  })
}

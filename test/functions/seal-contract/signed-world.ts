import { drawUpContract } from '#functions/draw-up-contract/draw-up-contract.ts'
import type { SealDependencies } from '#functions/seal-contract/seal-contract.ts'
import {
  approvedWorld,
  drawUpDependencies,
  typesetter,
} from '#test/functions/draw-up-contract/contract-world.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { testSealer } from '#test/infra/aws/seal/test-seal.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'

export function sealDependencies(world: CaseWorld): SealDependencies {
  return {
    cases: world.cases,
    files: world.files,
    typesetter,
    sealer: testSealer,
    publicUrl: 'https://tasvib.kerman.example',
    commit: world.commit,
  }
}

/** A case that everyone signed, an hour apart. */
export async function signedWorld(attachments: readonly Uint8Array[] = []): Promise<CaseWorld> {
  const world = await approvedWorld(attachments)
  await drawUpContract(reference, drawUpDependencies(world))
  await world.catchUp()
  for (let index = 0; index < 3; index += 1) world.play.pass(3_600_000).must(world.play.signature(index))
  await world.save()
  return world
}

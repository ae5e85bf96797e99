import { drawUpContract } from '#functions/draw-up-contract/draw-up-contract.ts'
import type { PublicDependencies } from '#functions/public/public-dependencies.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { commit } from '#functions/shared/commit.ts'
import { approvedWorld, drawUpDependencies } from '#test/functions/draw-up-contract/contract-world.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Command } from '#workflows/proposal/commands.ts'

/** What anybody may see of one case, with the documents that were really set and sealed. */
export class PublicDesk {
  readonly world: CaseWorld
  readonly dependencies: PublicDependencies

  constructor(world: CaseWorld) {
    this.world = world
    const { cases, contracts, files, now } = world
    this.dependencies = {
      cases,
      contracts,
      files,
      now,
      throttle: world.rows.throttle,
      programme: kerman,
      programmeOf: () => world.play.programme,
      publicUrl: 'https://tasvib.kerman.example',
    }
  }

  static async drawnUp(): Promise<PublicDesk> {
    const world = await approvedWorld()
    await drawUpContract(reference, drawUpDependencies(world))
    await world.catchUp()
    return new PublicDesk(world)
  }

  static async sealed(): Promise<PublicDesk> {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    await world.catchUp()
    return new PublicDesk(world)
  }

  /** As finance has acknowledged it. */
  static async booked(): Promise<PublicDesk> {
    const desk = await PublicDesk.sealed()
    await desk.tell({ type: 'deliver' }, { type: 'acknowledge', voucher: '12', note: '' })
    return desk
  }

  /** Commands as handlers give them, so that their rows are written too. */
  async tell(...commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const committed = await commit(this.world.commit, reference, command)
      if (committed === undefined || 'refused' in committed) throw new Error(`${command.type} was refused`)
    }
    await this.world.catchUp()
  }

  async contract() {
    const { state } = await this.world.open()
    if (!('contract' in state) || state.contract === null) throw new Error('There is no contract')
    return state.contract
  }

  file(name: string): Promise<Uint8Array> {
    return this.world.files.read(`cases/${reference}/${name}`)
  }
}

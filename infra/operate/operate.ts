import { parseArgs } from 'node:util'
import * as real from '#functions/adapters/real.ts'
import { sendFirstMessage } from '#functions/first-message/first-message.ts'
import { settling } from '#functions/relay/errands.ts'
import { type CaseCommand, caseCommands, operate, type Told } from './commands.ts'
import { inclusionProof } from './inclusion-proof.ts'
import { aimAt } from './target.ts'

/*
 * `npm run operate -- <command> <reference>`: what docs/operations.md tells an operator to do. `--stage prod` or `--stage dev`
 * means a stack in the cloud, else it is the running one-machine Tasvib of `--data` (`./data`).
 */
const isCaseCommand = (name: string): name is CaseCommand => Object.hasOwn(caseCommands, name)

async function main(): Promise<Told> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string' }, data: { type: 'string', default: './data' } },
  })
  const [command = '', reference, day] = positionals
  const { stage, data } = values
  if (stage !== undefined && stage !== 'dev' && stage !== 'prod')
    return usage('There are the stages dev and prod.')
  const aim = () => aimAt(stage === undefined ? { dataFolder: data } : { stage })
  if (command === 'test-message') {
    await aim()
    const outcome = await sendFirstMessage({
      mailer: real.mailer(),
      programme: real.programme(),
      publicUrl: real.publicUrl(),
    })
    return { ok: outcome === 'sent', lines: [outcome] }
  }
  if (command === 'proof' && reference !== undefined && day !== undefined) {
    await aim()
    const proof = await inclusionProof(reference, day, { cases: real.cases(), files: real.files() })
    return { ok: true, lines: [JSON.stringify(proof)] }
  }
  if (!isCaseCommand(command) || reference === undefined) return usage('Say what to do, and with which case.')
  await aim()
  return operate(command, reference, { ...settling(), cases: real.cases() })
}

function usage(wrong: string): Told {
  const commands = Object.entries(caseCommands).map(([name, { does }]) => `  ${name} <reference>  ${does}`)
  const others = [
    '  proof <reference> <day>  proves by the root of a day that the ledger stood so',
    '  test-message  writes to the case office',
  ]
  return { ok: false, lines: [wrong, ...commands, ...others, 'and where: --stage prod, or --data ./data'] }
}

const { ok, lines } = await main()
for (const line of lines) console.log(line)
process.exitCode = ok ? 0 : 1

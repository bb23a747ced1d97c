import { createInterface } from 'node:readline/promises'
import { CliError } from './cli-error.ts'

/** Asks before something that cannot be taken back. Throws CliError unless the answer is yes. */
export type Confirm = (question: string) => Promise<void>

/** Creates it: `--yes` answers for scripts, which nobody can ask. */
export function createConfirm(isSaid: boolean): Confirm {
  return async question => {
    if (isSaid) return
    if (!process.stdin.isTTY) throw new CliError('usage', `${question} Nobody can be asked here: say --yes.`)
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    const answer = await lines.question(`${question} [y/N] `)
    lines.close()
    if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('failed', 'Nothing has been done.')
  }
}

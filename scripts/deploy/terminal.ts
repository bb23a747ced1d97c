import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { DeployError } from './deploy-error.ts'

/** Somebody who answers questions: at a terminal, or with lines that were written before. */
export interface Terminal {
  /** What was typed, without spaces around it. Throws DeployError when nobody is there. */
  ask(question: string): Promise<string>
  say(text: string): void
  close(): void
}

/** Creates it; lines that come before their question are kept. */
export function createTerminal(
  input: Readable & { isTTY?: boolean } = process.stdin,
  output: Writable = process.stdout,
): Terminal {
  const lines = createInterface({ input, output, terminal: input.isTTY === true })
  const typed = lines[Symbol.asyncIterator]()
  return {
    async ask(question) {
      output.write(question)
      const { value, done } = await typed.next()
      if (done)
        throw new DeployError(
          '\nNothing has been changed: nobody answers here. Say it with a flag, and --yes.',
        )
      // What is not typed at a terminal is not seen either.
      if (input.isTTY !== true) output.write('\n')
      return String(value).trim()
    },
    say: text => void output.write(text),
    close: () => lines.close(),
  }
}

/** Asks for a yes; anything else is a no. */
export async function askYes(terminal: Terminal, question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await terminal.ask(`\n${question} [y/N] `))
}

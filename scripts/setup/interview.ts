import { DeployError, refuse } from '../deploy/deploy-error.ts'
import type { Terminal } from '../deploy/terminal.ts'

/** One thing that the set-up has to know. */
export interface Question {
  /** How it is said without being asked: a flag, or a variable for what is secret. */
  name: `--${string}` | Uppercase<string>
  text: string
  /** What is taken where nothing is said. */
  usual?: string
  /** What it must be, in words. */
  expectation: string
  parse: (text: string) => string | undefined
}

export interface Interview {
  /** The answer, as it was parsed. Without a terminal, what is missing is told all at once by `assertComplete`. */
  ask(question: Question): Promise<string>
  /** Throws DeployError with everything that was not said. */
  assertComplete(): void
}

const MOST_TRIES = 5

/** Creates it; `given` holds flags by their name and the environment. */
export function createInterview(
  given: Readonly<Record<string, string | undefined>>,
  terminal: Terminal | undefined,
): Interview {
  const missing: string[] = []
  return {
    async ask({ name, text, usual, expectation, parse }) {
      const said = given[name]?.trim()
      if (said) {
        const value = parse(said)
        if (value === undefined) throw new DeployError(`${name} is not ${expectation}.`)
        return value
      }
      if (!terminal) {
        if (usual === undefined) missing.push(`${name}: ${expectation}`)
        return usual ?? ''
      }
      return await repeat(terminal, { name, text, expectation, parse, ...(usual !== undefined && { usual }) })
    },
    assertComplete() {
      if (missing.length > 0) refuse('Nothing has been changed. Say:', missing)
    },
  }
}

async function repeat(terminal: Terminal, { text, usual, expectation, parse }: Question): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const typed = await terminal.ask(`${text}${usual === undefined ? '' : ` [${usual}]`}: `)
    const value = parse(typed || usual || '')
    if (value !== undefined && value !== '') return value
    terminal.say(`  It has to be ${expectation}.\n`)
  }
  throw new DeployError('Nothing has been changed: this cannot be answered here.')
}

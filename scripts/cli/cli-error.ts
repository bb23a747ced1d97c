/** What the program answers to whoever called it; scripts may rely on these numbers. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** Wrong words on the command line, or no credentials. */
  usage: 2,
  /** The token is not accepted, or may not do this. */
  denied: 3,
  not_found: 4,
  /** The service understood and said no: a conflict, or a value that will not do. */
  refused: 5,
  /** A limit is used up; try again later. */
  limited: 6,
  /** The service or the tenant cannot be reached. */
  unreachable: 7,
} as const

/** Why the program ends early: one sentence for a person, one number for a script. */
export class CliError extends Error {
  readonly exitCode: number
  /** The service's error object, for `--json`. */
  readonly body: object | undefined

  constructor(kind: keyof typeof exitCodes, message: string, options: ErrorOptions & { body?: object } = {}) {
    super(message, options)
    this.name = 'CliError'
    this.exitCode = exitCodes[kind]
    this.body = options.body
  }
}

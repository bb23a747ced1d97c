import type { ParseArgsConfig } from 'node:util'
import type { Confirm } from './confirm.ts'
import type { ServiceClient } from './service-client.ts'

/** Where a command reads from and writes to. */
export interface Output {
  /** The result: what pipes get. */
  print(text: string): void
  /** Progress and remarks: what only people see. */
  remark(text: string): void
  /** A stream of bytes as part of the result. */
  pipe(stream: ReadableStream<Uint8Array>): Promise<void>
}

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>

export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What a command is called with. */
export interface Call {
  readonly client: ServiceClient
  readonly output: Output
  readonly words: readonly string[]
  readonly options: OptionValues
  readonly json: boolean
  readonly confirm: Confirm
}

/** One command of the program, with all that its help says. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** What follows the name, such as `ADDRESS...`. */
  readonly usage: string
  readonly options: OptionSpecs
  /** What each option is for. */
  readonly help: Readonly<Record<string, string>>
  readonly examples: readonly string[]
  run(call: Call): Promise<void>
}

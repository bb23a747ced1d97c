import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { runCli } from './run-cli.ts'

/** The program as it is started: results to standard output, everything else to standard error. */
export function main(words: readonly string[]): Promise<number> {
  return runCli(words, {
    env: process.env,
    output: {
      print: text => void process.stdout.write(`${text}\n`),
      remark: text => void process.stderr.write(`${text}\n`),
      pipe: stream => pipeline(Readable.from(stream), process.stdout, { end: false }),
    },
  })
}

import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Tells whether a module is the program that was started, and not one that it imports. */
export function isMain(moduleUrl: string): boolean {
  const program = process.argv[1]
  return program !== undefined && moduleUrl === pathToFileURL(realpathSync(program)).href
}

import { readFileSync } from 'node:fs'

/** Reads a file that lies beside this one; in the built service beside the program (scripts/build-service.ts). */
export function readAsset(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

import { readFileSync } from 'node:fs'

type Environment = Record<string, string | undefined>

/**
 * Reads variables from files, as secrets are mounted: `SENDGRID_API_KEY_FILE` names the file that holds SENDGRID_API_KEY. A
 * variable that is set itself counts. Returns what is wrong beside the environment, by name.
 */
export function readSecretFiles(env: Environment, names: readonly string[]) {
  const read: Environment = { ...env }
  const faults: { name: string; problem: string }[] = []
  for (const name of names) {
    const variable = `${name}_FILE`
    const file = env[variable]
    if (file === undefined || names.includes(variable)) continue
    if (env[name] !== undefined) {
      faults.push({ name: variable, problem: `and ${name} are both set; expected one of them` })
      continue
    }
    try {
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    } catch {
      faults.push({ name: variable, problem: 'names a file that cannot be read' })
    }
  }
  return { env: read, faults }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyError, parseVerificationKeys } from '../../contract/keys.ts'
import { hasPlaceholder } from '../../contract/placeholder.ts'

/** A keyword of the tenant files: where it stands decides what its value may be. */
interface Placeholder {
  name: string
  file: string
  /** `##X##` is put in as it is, `@@X@@` as a JSON string. */
  isRaw: boolean
}

const MARKER = /##([A-Z][A-Z0-9_]*)##|@@([A-Z][A-Z0-9_]*)@@/g
/** Names that the CLI reads as its own settings, or that would change the process it runs in. */
const RESERVED = /^(AUTH0_|NODE_|EXCLUDED_PROPS$|INCLUDED_PROPS$|PATH$|HOME$|DEBUG$)/
const MINIMUM_KEY_LENGTH = 32

/**
 * Checks that every keyword of the files has a value fit to deploy, and returns those values and no others. The CLI
 * itself deploys a keyword without a value as it stands: `##KEY##` would be everybody's secret. `provided` names
 * keywords that the deployment sets itself. Returns all faults at once, by name, never a value.
 */
export async function checkPlaceholders(
  directory: string,
  mappings: Record<string, string>,
  provided: readonly string[],
): Promise<{ values: Record<string, string>; faults: string[] }> {
  const placeholders = findPlaceholders(directory).filter(({ name }) => !provided.includes(name))
  const values: Record<string, string> = {}
  const faults: string[] = []
  for (const placeholder of placeholders) {
    const value = mappings[placeholder.name]
    const fault = await faultOf(placeholder, value)
    if (fault) faults.push(`${placeholder.name} ${fault} (${placeholder.file})`)
    else if (value !== undefined) values[placeholder.name] = value
  }
  return { values, faults: [...new Set(faults)] }
}

/** All keywords in the files that the CLI reads, each once per file. */
export function findPlaceholders(directory: string): Placeholder[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  const found = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(MARKER)].map(([, raw, quoted]) => ({
      name: raw ?? quoted ?? '',
      file: file.slice(directory.length + 1),
      isRaw: raw !== undefined,
    })),
  )
  return [...new Map(found.map(one => [JSON.stringify(one), one])).values()]
}

async function faultOf({ name, isRaw }: Placeholder, value: string | undefined): Promise<string | undefined> {
  if (RESERVED.test(name)) return 'cannot be the name of a keyword'
  if (value === undefined) return 'is missing'
  if (value.trim() === '') return 'is empty'
  if (hasPlaceholder(value)) return 'is itself a placeholder'
  if (isRaw && JSON.stringify(value) !== `"${value}"`) return 'has characters that JSON would have to escape'
  if (name === 'GUESTLIST_ACTION_KEY' && value.length < MINIMUM_KEY_LENGTH)
    return `is shorter than ${MINIMUM_KEY_LENGTH} characters`
  return name === 'GUESTLIST_HANDOFF_KEYS' ? await faultOfKeys(value) : undefined
}

/** A private key among an Action's secrets could make handoffs: it must not get there. */
async function faultOfKeys(value: string): Promise<string | undefined> {
  try {
    await parseVerificationKeys(value)
    return undefined
  } catch (error) {
    if (error instanceof KeyError) return `is not a set of public keys: ${error.message}`
    throw error
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyError, parseVerificationKeys } from '../../contract/keys.ts'
import { hasPlaceholder } from '../../contract/placeholder.ts'
import { parseOrigin } from '../../service/base/setting.ts'

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
/** A secret travels in a header (RFC 9110 §5.5), the service's ACTION_KEYS are divided by commas. */
const ACTION_KEY = /^[!-+--~]{32,}$/
/** https://auth0.com/docs/customize/actions/limitations */
const LONGEST_SECRET = 4_096

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
  const files = new Map<string, string[]>()
  for (const placeholder of placeholders) {
    const value = mappings[placeholder.name]
    const fault = await faultOf(placeholder, value)
    if (fault) {
      const told = `${placeholder.name} ${fault}`
      files.set(told, [...(files.get(told) ?? []), placeholder.file])
    } else if (value !== undefined) values[placeholder.name] = value
  }
  // One mistake is told once, however many files it is in.
  const faults = [...files].map(([told, names]) => `${told} (${[...new Set(names)].join(', ')})`)
  return { values, faults }
}

/** Puts values in the place of their keywords, as auth0-deploy-cli does. */
export function fillIn(text: string, values: Record<string, string>): string {
  return text
    .replace(/"?@@([A-Z][A-Z0-9_]*)@@"?/g, (marker, name) => {
      const value = values[name]
      return value === undefined ? marker : JSON.stringify(value)
    })
    .replace(/##([A-Z][A-Z0-9_]*)##/g, (marker, name) => values[name] ?? marker)
}

/** All keywords in the files that a deployment reads, each once per file; the code of an Action is none of them. */
export function findPlaceholders(directory: string): Placeholder[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
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
  if (value.length > LONGEST_SECRET) return `has more than ${LONGEST_SECRET} characters`
  if (name === 'GUESTLIST_ACTION_KEY' && !ACTION_KEY.test(value))
    return 'must have at least 32 visible ASCII characters, without spaces and commas'
  if (name === 'PUBLIC_URL' && parseOrigin(value) !== value)
    return 'must be https://host, or http://localhost:port, without a path'
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

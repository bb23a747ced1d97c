import { type Locale, locales } from '../../contract/locale.ts'
import { optional, parseText, parseWebUrl, SettingFaults } from '../base/setting.ts'
import { isReservedKey } from '../invitations/model/metadata-keys.ts'
import type { Joining } from './joining.ts'
import {
  type FieldKind,
  isRootField,
  keyOf,
  METADATA_PREFIX,
  rootFields,
  type UserField,
} from './user-field.ts'

const FIELDS = `fields with commas between: ${rootFields.join(', ')} or ${METADATA_PREFIX}<key>`
const MAX_FIELDS = 30
const MAX_KEY_LENGTH = 60
const MAX_VERSION_LENGTH = 100

/** The variables that say what people are asked; docs/joining.md has the same for people. */
export const joiningSettings = {
  TERMS_URL: optional('an https address', undefined, parseWebUrl),
  TERMS_VERSION: optional('the version of the terms at TERMS_URL', undefined, parseVersion),
  USER_FIELDS: optional(FIELDS, [], parseFieldNames),
  REQUIRED_USER_FIELDS: optional('some of USER_FIELDS, with commas between', [], parseFieldNames),
  USER_FIELD_LABELS: optional('JSON such as {"user_metadata.team":"Team"}', {}, parseLabels),
} as const

type Labels = Readonly<Record<string, UserField['labels']>>

export interface JoiningValues {
  readonly TERMS_URL: string | undefined
  readonly TERMS_VERSION: string | undefined
  readonly USER_FIELDS: readonly string[]
  readonly REQUIRED_USER_FIELDS: readonly string[]
  readonly USER_FIELD_LABELS: Labels
}

/** What is wrong between these variables, each of which is right by itself. */
export function findJoiningFaults(values: Partial<JoiningValues>): { name: string; problem: string }[] {
  const { TERMS_URL, TERMS_VERSION, USER_FIELDS = [] } = values
  const faults: { name: string; problem: string }[] = []
  if (TERMS_URL !== undefined && TERMS_VERSION === undefined)
    faults.push({ name: 'TERMS_VERSION', problem: 'is missing where TERMS_URL is set' })
  if (TERMS_VERSION !== undefined && TERMS_URL === undefined)
    faults.push({ name: 'TERMS_URL', problem: 'is missing where TERMS_VERSION is set' })
  const named = { REQUIRED_USER_FIELDS: values.REQUIRED_USER_FIELDS ?? [] }
  const labelled = { USER_FIELD_LABELS: Object.keys(values.USER_FIELD_LABELS ?? {}) }
  for (const [name, fields] of Object.entries({ ...named, ...labelled }))
    for (const field of fields)
      if (!USER_FIELDS.includes(field))
        faults.push({ name, problem: `names ${quote(field)}, which is not among USER_FIELDS` })
  return faults
}

/** What the operator asks of people. */
export function toJoining(values: JoiningValues): Joining {
  const { TERMS_URL: url, TERMS_VERSION: version } = values
  return {
    terms: url === undefined || version === undefined ? undefined : { url, version },
    fields: values.USER_FIELDS.map(name => ({
      name,
      key: keyOf(name),
      kind: kindOf(name),
      isRequired: values.REQUIRED_USER_FIELDS.includes(name),
      labels: values.USER_FIELD_LABELS[name] ?? {},
    })),
  }
}

function kindOf(name: string): FieldKind {
  if (name === 'phone_number') return 'phone'
  if (name === 'picture') return 'picture'
  return isRootField(name) ? 'name' : 'text'
}

function parseVersion(text: string): string | undefined {
  return text.length <= MAX_VERSION_LENGTH ? parseText(text) : undefined
}

/** Throws SettingFaults that name each field in question. */
function parseFieldNames(text: string): string[] {
  const names = text.split(',').map(name => name.trim())
  const faults = names.flatMap(name => faultOfName(name) ?? [])
  for (const name of new Set(names.filter((name, place) => names.indexOf(name) !== place)))
    faults.push(`names ${quote(name)} twice`)
  if (names.length > MAX_FIELDS) faults.push(`names more than ${MAX_FIELDS} fields`)
  if (faults.length > 0) throw new SettingFaults(faults)
  return names
}

function faultOfName(name: string): string | undefined {
  if (isRootField(name)) return undefined
  if (!name.startsWith(METADATA_PREFIX))
    return `does not know ${quote(name)}; expected ${rootFields.join(', ')} or ${METADATA_PREFIX}<key>`
  const key = keyOf(name)
  // Where values of root attributes go that the tenant does not let us set.
  if (isReservedKey(key) || isRootField(key)) return `names ${quote(name)}, whose key is reserved`
  const isKey = key.length <= MAX_KEY_LENGTH && /^[\p{L}\p{N}_-]+$/u.test(key)
  return isKey ? undefined : `names ${quote(name)}, whose key is not made of letters, digits, _ and -`
}

/** Throws SettingFaults. */
function parseLabels(text: string): Labels {
  const given = readJson(text)
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new SettingFaults(['is not a JSON object'])
  const entries = Object.entries(given).map(([name, label]) => [name, toLabels(name, label)] as const)
  return Object.fromEntries(entries)
}

function toLabels(name: string, given: unknown): UserField['labels'] {
  if (isLabel(given)) return { all: given }
  const isByLanguage = typeof given === 'object' && given !== null && !Array.isArray(given)
  const entries = isByLanguage ? Object.entries(given) : []
  if (entries.length > 0 && entries.every(([locale, label]) => isLocale(locale) && isLabel(label)))
    return Object.fromEntries(entries)
  throw new SettingFaults([
    `has for ${quote(name)} neither a text nor texts by language (${locales.join(', ')})`,
  ])
}

function isLabel(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u.test(value) && value.trim() !== ''
}

function isLocale(text: string): text is Locale {
  return locales.some(locale => locale === text)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The name of a field is no secret; what was pasted in its place might be one, so that only a little of it is shown. */
function quote(name: string): string {
  const shown = [...name.replace(/[^\p{L}\p{N}._-]/gu, '?')]
  return `"${shown.length > MAX_KEY_LENGTH ? `${shown.slice(0, 12).join('')}…` : shown.join('')}"`
}

import { z } from 'zod'
import type { Connection, Json, User } from './state/state.ts'

/** Characters that a password must have at least, by a database's older setting. */
const lengths: Record<string, number> = { none: 1, low: 6, fair: 8, good: 8, excellent: 10 }
const kinds: Record<string, RegExp> = {
  lowercase: /[a-z]/,
  uppercase: /[A-Z]/,
  number: /[0-9]/,
  special: /[^a-zA-Z0-9]/,
}
const isOn = z.looseObject({ enable: z.boolean().optional() }).catch({})
const legacyDictionary = z
  .looseObject({ enable: z.boolean().optional(), dictionary: z.array(z.string()).optional() })
  .catch({})
const complexity = z.looseObject({
  min_length: z.int().optional(),
  character_types: z.array(z.string()).optional(),
  character_type_rule: z.enum(['all', 'three_of_four']).optional(),
  identical_characters: z.string().optional(),
})
const passwordOptions = z
  .looseObject({
    complexity: complexity.optional(),
    dictionary: z
      .looseObject({ active: z.boolean().optional(), custom: z.array(z.string()).optional() })
      .optional(),
    profile_data: z.looseObject({ active: z.boolean().optional() }).optional(),
  })
  .catch({})

/** Whose password it is: what a password must not hold where personal information is forbidden. */
export type Person = Partial<Pick<User, 'email' | 'username' | 'name' | 'nickname'>>

/**
 * Is a password strong enough for its database? Both settings count where both are there: the older `passwordPolicy`
 * with its options (https://auth0.com/docs/authenticate/database-connections/password-strength) and `password_options`.
 */
export function isStrongPassword({ options }: Connection, password: string, person: Person = {}): boolean {
  return (
    isLongEnough(options, password) &&
    isMixedEnough(options, password) &&
    !isForbidden(options, password) &&
    !(forbidsPersonal(options) && holdsPersonal(password, person))
  )
}

/** Without any setting it is the pages' own minimum. */
function isLongEnough(options: Record<string, Json>, password: string): boolean {
  const newer = passwordOptions.parse(options.password_options).complexity?.min_length
  const legacy = complexity.catch({}).parse(options.password_complexity_options).min_length
  const policy = typeof options.passwordPolicy === 'string' ? lengths[options.passwordPolicy] : undefined
  return password.length >= Math.max(newer ?? 1, legacy ?? policy ?? 1)
}

function isMixedEnough(options: Record<string, Json>, password: string): boolean {
  const policy = options.passwordPolicy
  const newer = passwordOptions.parse(options.password_options).complexity ?? {}
  const has = (name: string) => kinds[name]?.test(password) ?? true
  const found = Object.keys(kinds).filter(has).length
  if (policy === 'fair' && !['lowercase', 'uppercase', 'number'].every(has)) return false
  if ((policy === 'good' || policy === 'excellent') && found < 3) return false
  const asked = newer.character_types ?? []
  const isEnough = newer.character_type_rule === 'three_of_four' ? found >= 3 : asked.every(has)
  const isRepeating = /(.)\1\1/.test(password)
  return isEnough && !(isRepeating && (policy === 'excellent' || newer.identical_characters === 'block'))
}

/** Lists of the operator's own; the platform's list of common passwords stands for itself in three of them. */
function isForbidden(options: Record<string, Json>, password: string): boolean {
  const legacy = legacyDictionary.parse(options.password_dictionary)
  const newer = passwordOptions.parse(options.password_options).dictionary
  const isListed = legacy.enable === true || newer?.active === true
  const words = [...commonPasswords, ...(legacy.dictionary ?? []), ...(newer?.custom ?? [])]
  return isListed && words.some(word => word.toLowerCase() === password.toLowerCase())
}

const commonPasswords = ['password', '12345678', 'qwertyuiop']

function forbidsPersonal(options: Record<string, Json>): boolean {
  const newer = passwordOptions.parse(options.password_options).profile_data
  return isOn.parse(options.password_no_personal_info).enable === true || newer?.active === true
}

function holdsPersonal(password: string, { email, username, name, nickname }: Person): boolean {
  const parts = [email?.split('@')[0], username, nickname, ...(name?.split(' ') ?? [])]
  const typed = password.toLowerCase()
  return parts.some(part => part !== undefined && part.length > 2 && typed.includes(part.toLowerCase()))
}

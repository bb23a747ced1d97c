import { describe, expect, it } from 'vitest'
import { isStrongPassword } from './password-policy.ts'
import type { JsonObject } from './state/state.ts'

function isStrong(options: JsonObject, password: string): boolean {
  const connection = { id: 'con_1', name: 'Users', strategy: 'auth0', options }
  return isStrongPassword(connection, password, { email: 'lovelace@people.example', name: 'Ada Lovelace' })
}

const sixteen: JsonObject = { complexity: { min_length: 16 } }
const cases: [string, JsonObject, string, string][] = [
  ['low', { passwordPolicy: 'low' }, 'short', 'longer'],
  ['fair', { passwordPolicy: 'fair' }, 'all-lower-case', 'Upper-1-case'],
  ['good', { passwordPolicy: 'good' }, 'onlyletters', 'Letters123'],
  ['excellent', { passwordPolicy: 'excellent' }, 'Letters1111', 'Letters1234'],
  ['its own length', { password_complexity_options: { min_length: 12 } }, 'elevenchars', 'twelve-chars'],
  ['the newer length', { password_options: sixteen }, 'fifteen-letters', 'sixteen-letters!'],
  [
    'both, of which the stricter counts',
    { passwordPolicy: 'low', password_options: sixteen },
    'longer',
    'sixteen-letters!',
  ],
  [
    'kinds of characters',
    { password_options: { complexity: { character_types: ['number'] } } },
    'letters',
    'letters1',
  ],
  ['no repetition', { password_options: { complexity: { identical_characters: 'block' } } }, 'aaab', 'aabb'],
  [
    'a dictionary',
    { password_dictionary: { enable: true, dictionary: ['Guessed'] } },
    'guessed',
    'unguessed',
  ],
  [
    'the newer dictionary',
    { password_options: { dictionary: { active: true, custom: ['Guessed'] } } },
    'guessed',
    'unguessed',
  ],
  ['nothing personal', { password_no_personal_info: { enable: true } }, 'my-lovelace-1', 'babbage-engine'],
  [
    'nothing personal, newer',
    { password_options: { profile_data: { active: true } } },
    'my-lovelace-1',
    'babbage-engine',
  ],
]

describe('a password policy', () => {
  it.each(cases)('%s refuses and accepts', (_name, options, weak, strong) => {
    expect([isStrong(options, weak), isStrong(options, strong)]).toEqual([false, true])
  })

  it('that is not there accepts anything', () => {
    expect(isStrong({}, 'x')).toBe(true)
  })
})

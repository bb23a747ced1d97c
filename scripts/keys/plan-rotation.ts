import { KeyError, parseSigningKey, parseVerificationKeys } from '../../contract/keys.ts'
import { parseSecrets } from '../../service/base/setting.ts'
import { DeployError } from '../deploy/deploy-error.ts'
import type { GeneratedKeys } from '../keys.ts'

export const rotations = ['link', 'handoff', 'action', 'cookie'] as const
export type Rotation = (typeof rotations)[number]

/** One step of a rotation: what to set on either side, and when the next step may follow. */
export interface RotationStep {
  title: string
  /** Lines for the service's environment; an empty value means that the variable is taken out. */
  service?: Record<string, string>
  /** Lines for the environment of `npm run deploy`, which is run then. */
  deployment?: Record<string, string>
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Puts a fresh secret in the place of one that is in use, in steps between which nothing fails: everybody knows the new
 * one before anybody uses it, and the old one goes when nothing made with it is left. Throws DeployError.
 */
export async function planRotation(
  rotation: Rotation,
  current: Environment,
  fresh: GeneratedKeys,
): Promise<RotationStep[]> {
  switch (rotation) {
    case 'link':
      return await rotateLinkKey(current, fresh.service.LINK_SIGNING_KEY)
    case 'handoff':
      return await rotateHandoffKey(current, fresh.service.HANDOFF_SIGNING_KEY)
    case 'action':
      return rotateActionKey(readSecret('ACTION_KEYS', current), fresh.service.ACTION_KEYS)
    case 'cookie':
      return rotateCookieSecret(readSecret('COOKIE_SECRETS', current), fresh.service.COOKIE_SECRETS)
  }
}

async function rotateLinkKey(current: Environment, fresh: string): Promise<RotationStep[]> {
  const { old, older } = await readPair('LINK', current)
  return [
    {
      title: 'Every replica of the service learns the new key. With one process, go on with the second step.',
      service: { LINK_VERIFICATION_KEYS: toSet(older, fresh) },
    },
    {
      title: 'Links are signed with the new key; those that are out there go on working.',
      service: { LINK_SIGNING_KEY: fresh, LINK_VERIFICATION_KEYS: toSet(older, old) },
    },
    {
      title: 'When no invitation from before the second step is pending any more, its links may die.',
      service: { LINK_VERIFICATION_KEYS: '' },
    },
  ]
}

async function rotateHandoffKey(current: Environment, fresh: string): Promise<RotationStep[]> {
  const { old, older } = await readPair('HANDOFF', current)
  return [
    {
      title: 'Actions and every replica of the service learn the new key.',
      service: { HANDOFF_VERIFICATION_KEYS: toSet(older, fresh) },
      deployment: { GUESTLIST_HANDOFF_KEYS: toSet([], old, fresh) },
    },
    {
      title: 'Handoffs are signed with the new key.',
      service: { HANDOFF_SIGNING_KEY: fresh, HANDOFF_VERIFICATION_KEYS: toSet(older, old) },
    },
    {
      title: 'Two hours later no handoff of the old key is alive.',
      service: { HANDOFF_VERIFICATION_KEYS: '' },
      deployment: { GUESTLIST_HANDOFF_KEYS: toSet([], fresh) },
    },
  ]
}

function rotateActionKey(old: string, fresh: string): RotationStep[] {
  return [
    { title: 'The service takes both keys.', service: { ACTION_KEYS: `${old},${fresh}` } },
    { title: 'The Actions come with the new key.', deployment: { GUESTLIST_ACTION_KEY: fresh } },
    { title: 'The service takes the new key only.', service: { ACTION_KEYS: fresh } },
  ]
}

function rotateCookieSecret(old: string, fresh: string): RotationStep[] {
  return [
    {
      title:
        'Every replica of the service learns the new secret. With one process, go on with the second step.',
      service: { COOKIE_SECRETS: `${old},${fresh}` },
    },
    {
      title: 'Cookies and the codes of messages are made with the new secret; older ones go on working.',
      service: { COOKIE_SECRETS: `${fresh},${old}` },
    },
    {
      title:
        'When no invitation from before the second step is pending any more, the codes of its messages may die.',
      service: { COOKIE_SECRETS: fresh },
    },
  ]
}

function readSecret(name: string, current: Environment): string {
  const secrets = parseSecrets(present(name, current))
  const [secret, second] = secrets ?? []
  if (secret === undefined)
    throw new DeployError(`${name} is not what the service takes: one secret of at least 32 characters.`)
  if (second !== undefined)
    throw new DeployError(
      `${name} has two secrets: a rotation is under way. Finish it first, so that only the new one is left.`,
    )
  return secret
}

/** The key that signs now, and the public ones of earlier rotations. */
async function readPair(
  kind: 'LINK' | 'HANDOFF',
  current: Environment,
): Promise<{ old: string; older: string[] }> {
  const old = present(`${kind}_SIGNING_KEY`, current)
  const name = `${kind}_VERIFICATION_KEYS`
  const set = current[name]
  try {
    await parseSigningKey(old)
    if (set) await parseVerificationKeys(set)
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    throw new DeployError(`${kind}_SIGNING_KEY or ${name} cannot be read: ${error.message}.`)
  }
  const { keys } = JSON.parse(set || '{"keys":[]}') as { keys: object[] }
  return { old, older: keys.map(key => JSON.stringify(key)) }
}

function present(name: string, current: Environment): string {
  const value = current[name]?.trim()
  if (value) return value
  throw new DeployError(
    `${name} is not there: the rotation begins with what the service has now. Run this with the service's environment.`,
  )
}

/** A JWK Set of public halves, each key once. */
function toSet(older: readonly string[], ...keys: readonly string[]): string {
  const all = [...older, ...keys].map(text => {
    const { d: _private, ...publicKey } = JSON.parse(text) as { d?: string; kid: string }
    return publicKey
  })
  return JSON.stringify({ keys: [...new Map(all.map(key => [key.kid, key])).values()] })
}

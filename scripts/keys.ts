import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { SIGNATURE_ALGORITHM } from '../contract/keys.ts'
import { isMain } from './is-main.ts'

/** Environment variables with fresh secrets: `service` for the service, `deployment` for `npm run deploy`. */
export interface GeneratedKeys {
  service: Record<'LINK_SIGNING_KEY' | 'HANDOFF_SIGNING_KEY' | 'ACTION_KEYS' | 'COOKIE_SECRETS', string>
  deployment: Record<'GUESTLIST_ACTION_KEY' | 'GUESTLIST_HANDOFF_KEYS', string>
}

/**
 * Makes all secrets of one installation: a key pair for links, one for handoffs, the key that opens the service to the
 * Actions, and the secret that seals cookies. Actions get public handoff keys only.
 */
export async function generateKeys(): Promise<GeneratedKeys> {
  const link = await generateSigningKey()
  const handoff = await generateSigningKey()
  const actionKey = randomSecret()
  return {
    service: {
      LINK_SIGNING_KEY: JSON.stringify(link),
      HANDOFF_SIGNING_KEY: JSON.stringify(handoff),
      ACTION_KEYS: actionKey,
      COOKIE_SECRETS: randomSecret(),
    },
    deployment: {
      GUESTLIST_ACTION_KEY: actionKey,
      GUESTLIST_HANDOFF_KEYS: JSON.stringify({ keys: [toPublic(handoff)] }),
    },
  }
}

async function generateSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(SIGNATURE_ALGORITHM, { crv: 'Ed25519', extractable: true })
  // Short, because it travels in every handoff; random, so that old and new keys never share one.
  return { ...(await exportJWK(privateKey)), kid: randomBytes(6).toString('base64url') }
}

function toPublic({ d: _secret, ...publicKey }: JWK): JWK {
  return publicKey
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Lines of a .env file. None of the values holds a quote, so that quotes around them are enough. */
export function toEnvLines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'`)
    .join('\n')
}

if (isMain(import.meta.url)) {
  const { service, deployment } = await generateKeys()
  console.log(`# For the service\n${toEnvLines(service)}\n`)
  console.log(`# For the deployment of the tenant (npm run deploy)\n${toEnvLines(deployment)}`)
}

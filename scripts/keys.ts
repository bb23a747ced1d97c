import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { SIGNATURE_ALGORITHM } from '../contract/keys.ts'
import { runCommand } from './deploy/command-options.ts'
import { DeployError } from './deploy/deploy-error.ts'
import { readEnvironment } from './deploy/secret-files.ts'
import { isMain } from './is-main.ts'
import { planRotation, type RotationStep, rotations } from './keys/plan-rotation.ts'

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

/** The steps in words, each with its lines for either side. */
export function describeRotation(steps: readonly RotationStep[]): string {
  const lines = (side: string, variables: Record<string, string> = {}) => {
    const [gone, set] = [true, false].map(isGone =>
      Object.entries(variables).filter(([, value]) => (value === '') === isGone),
    )
    return [
      ...(set?.length ? [`${side}:`, toEnvLines(Object.fromEntries(set))] : []),
      ...(gone ?? []).map(([name]) => `${side}: take ${name} out`),
    ]
  }
  return steps
    .map(({ title, service, deployment }, index) =>
      [
        `# Step ${index + 1}. ${title}`,
        ...lines('# For the service, which is started again', service),
        ...lines('# For the deployment, then npm run deploy', deployment),
      ].join('\n'),
    )
    .join('\n\n')
}

/** `npm run keys [-- --rotate link|handoff|action|cookie]`: docs/deploying.md says what to do with the lines. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rotate: { type: 'string' }, config: { type: 'string' } } })
  const fresh = await generateKeys()
  if (values.rotate === undefined) {
    console.log(`# For the service\n${toEnvLines(fresh.service)}\n`)
    return console.log(`# For the deployment of the tenant (npm run deploy)\n${toEnvLines(fresh.deployment)}`)
  }
  const rotation = rotations.find(name => name === values.rotate)
  if (!rotation) throw new DeployError(`Say what to rotate: --rotate ${rotations.join(' | ')}`)
  const environment = readEnvironment(process.env, values.config)
  console.log(describeRotation(await planRotation(rotation, environment, fresh)))
}

if (isMain(import.meta.url)) await runCommand(main, text => console.error(text))

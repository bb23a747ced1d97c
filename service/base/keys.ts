import {
  parseSigningKey,
  parseVerificationKeys,
  type SigningKey,
  type VerificationKeys,
} from '../../contract/keys.ts'

/** Keys as JSON: a private JWK that signs, and a JWK Set of older public keys. */
export interface KeyTexts {
  readonly signing: string
  readonly verification: string | undefined
}

/** The signing key of one kind of token, and all keys that may have signed such tokens. */
interface KeyPair {
  readonly signing: SigningKey
  readonly verification: VerificationKeys
}

/** The service's two key pairs; neither can make what the other makes. */
export interface Keys {
  readonly link: KeyPair
  readonly handoff: KeyPair
}

/** Reads both key pairs. Throws KeyError. */
export async function createKeys(texts: { linkKeys: KeyTexts; handoffKeys: KeyTexts }): Promise<Keys> {
  return { link: await parseKeyPair(texts.linkKeys), handoff: await parseKeyPair(texts.handoffKeys) }
}

/** A signing key is verified with its own public half, and with the older public keys that are named beside it. */
async function parseKeyPair({ signing, verification }: KeyTexts): Promise<KeyPair> {
  const older = verification === undefined ? [] : await parseVerificationKeys(verification)
  const current = await parseVerificationKeys(JSON.stringify({ keys: [toPublicJwk(signing)] }))
  return { signing: await parseSigningKey(signing), verification: new Map([...older, ...current]) }
}

function toPublicJwk(privateJwk: string): object {
  const { kty, crv, x, kid } = JSON.parse(privateJwk)
  return { kty, crv, x, kid }
}

import { exportJWK, generateKeyPair, type JWK } from 'jose'
import {
  parseSigningKey,
  parseVerificationKeys,
  type SigningKey,
  type VerificationKeys,
} from '../../contract/keys.ts'

export interface KeyFixture {
  signingKey: SigningKey
  verificationKeys: VerificationKeys
  privateJwk: JWK
  publicJwk: JWK
}

/** A fresh Ed25519 key pair, read the way the service and the Actions read theirs. */
export async function createKeyFixture(kid = 'k1'): Promise<KeyFixture> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const privateJwk = { ...(await exportJWK(privateKey)), kid }
  const { d: _, ...publicJwk } = privateJwk
  return {
    signingKey: await parseSigningKey(JSON.stringify(privateJwk)),
    verificationKeys: await parseVerificationKeys(JSON.stringify({ keys: [publicJwk] })),
    privateJwk,
    publicJwk,
  }
}

/** The same token with its header or payload changed and everything else, the signature too, as it was. */
export function tamper(token: string, part: 'header' | 'payload', change: object): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const decoded = JSON.parse(Buffer.from(part === 'header' ? header : payload, 'base64url').toString())
  const encoded = Buffer.from(JSON.stringify({ ...decoded, ...change })).toString('base64url')
  return part === 'header' ? `${encoded}.${payload}.${signature}` : `${header}.${encoded}.${signature}`
}

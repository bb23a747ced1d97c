import { hash } from 'node:crypto'

/**
 * What the ledger keeps of a secret (handoff id, state, refusal ticket): SHA-256, base64url. The secrets are 128 random
 * bits, so that no slow hash is needed, and looking one up by its hash compares nothing that an attacker could time.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

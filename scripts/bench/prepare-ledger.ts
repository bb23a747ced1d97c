import { signHandoffToken } from '../../contract/handoff-token.ts'
import { signLinkToken } from '../../contract/link-token.ts'
import { toNewRow } from '../../service/invitations/manage/to-new-row.ts'
import { randomId } from '../../service/invitations/model/random-id.ts'
import { rowId } from '../../service/invitations/model/row-id.ts'
import { hashSecret } from '../../service/ledger/engine/hash-secret.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import { parseConfig } from '../../service/runtime/config.ts'
import { createKeys } from '../../service/runtime/keys.ts'
import { inviterId } from './bench-tenant.ts'

/** An invitation that somebody has accepted, and is about to redeem. */
export interface Prepared {
  readonly email: string
  /** What the login will bring as `ext-invite`. */
  readonly handoff: string
  /** The stamp that the sign-up has left. */
  readonly admission: string
  readonly link: string
}

const MAX_TTL_SECONDS = 30 * 86_400
const HANDOFF_MS = 900_000
const TOGETHER = 100

/** Makes invitations and handoffs in the ledger, as a service with this environment would. */
export async function prepareInvitations(
  ledger: Ledger,
  environment: Record<string, string>,
  count: number,
  { roles = [] }: { roles?: string[] } = {},
): Promise<Prepared[]> {
  const config = await parseConfig(environment)
  const keys = await createKeys(config)
  const scope = { issuer: config.publicUrl, audience: config.tenantDomain }
  const inviter = { id: inviterId, kind: 'client', permissions: new Set<string>() } as const
  const prepare = async (): Promise<Prepared> => {
    const now = Date.now()
    const [id, secret, email] = [rowId('inv', now), randomId(), `${randomId()}@example.com`.toLowerCase()]
    const request = { invitee: { email }, roles, permissions: [], appMetadata: {}, userMetadata: {} }
    const row = toNewRow(request, inviter, { id, now, maxTtlSeconds: MAX_TTL_SECONDS })
    await ledger.createInvitation(row, { mail: false })
    const ref = rowId('hnd', now)
    const expiresAt = Math.floor((now + HANDOFF_MS) / 1000) * 1000
    await ledger.createHandoff(
      {
        ref,
        id_hash: hashSecret(secret),
        state_hash: hashSecret(randomId()),
        invitation_id: id,
        generation: 1,
        client_id: config.clientId,
        created_at: now,
        expires_at: expiresAt,
        redeemed_by: null,
        // By a sign-up, which the redemption then is the first login of.
        admitted_at: now,
        admitted_by: 'handoff',
        answers: null,
        terms_agreed_at: null,
        terms_version: null,
      },
      now,
    )
    const claims = {
      invitationId: id,
      generation: 1,
      issuedAt: new Date(now),
      expiresAt: new Date(row.expires_at),
    }
    const link = new URL(`/i/${await signLinkToken(claims, scope, keys.link.signing)}`, config.publicUrl)
    const token = { id: secret, expiresAt: new Date(expiresAt) }
    const handoff = await signHandoffToken(token, keys.handoff.signing)
    return { email, handoff, admission: ref, link: link.pathname }
  }
  const prepared: Prepared[] = []
  while (prepared.length < count)
    prepared.push(
      ...(await Promise.all(Array.from({ length: Math.min(TOGETHER, count - prepared.length) }, prepare))),
    )
  return prepared
}

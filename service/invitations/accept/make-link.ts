import type { SigningKey } from '../../../contract/keys.ts'
import { type LinkScope, signLinkToken } from '../../../contract/link-token.ts'
import type { Invitation } from '../model/invitation.ts'

export interface LinkDeps {
  readonly linkKey: SigningKey
  /** `issuer` is PUBLIC_URL, under which links are opened. */
  readonly linkScope: LinkScope
}

/** Makes the link of this generation of an invitation. It is stored nowhere and is made again when needed. */
export async function makeLink(
  { linkKey, linkScope }: LinkDeps,
  invitation: Pick<Invitation, 'id' | 'generation' | 'linkIssuedAt' | 'expiresAt'>,
): Promise<string> {
  const claims = {
    invitationId: invitation.id,
    generation: invitation.generation,
    issuedAt: invitation.linkIssuedAt,
    expiresAt: invitation.expiresAt,
  }
  return `${linkScope.issuer}/i/${await signLinkToken(claims, linkScope, linkKey)}`
}

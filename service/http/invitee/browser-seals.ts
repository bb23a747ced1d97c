import { z } from 'zod'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { SignInChecks } from '../../sign-in/code-flow.ts'
import type { SealKind } from '../../sign-in/sealed-cookie.ts'

const MINUTE_SECONDS = 60
const DAY_SECONDS = 86_400

const invitationKey = z.object({ invitationId: z.string(), generation: z.int() })

/** Which invitation this browser has opened. */
export const openedSeal: SealKind<InvitationKey> = {
  purpose: 'opened',
  content: invitationKey,
  ttlSeconds: DAY_SECONDS,
}

/** Carries the invitation over the redirect that takes the link out of the address bar. */
export const viewSeal: SealKind<InvitationKey> = {
  purpose: 'view',
  content: invitationKey,
  ttlSeconds: 2 * MINUTE_SECONDS,
}

/** Which invitation the page with the button shows: of two open windows, each accepts its own. */
export const formSeal: SealKind<InvitationKey> = {
  purpose: 'form',
  content: invitationKey,
  ttlSeconds: DAY_SECONDS,
}

/** What a browser took along when it accepted, and must bring back. */
export interface Acceptance extends SignInChecks {
  readonly handoffRef: string
  /** The language of the page on which it accepted. */
  readonly locale?: string | undefined
}

export const acceptSeal: SealKind<Acceptance> = {
  purpose: 'accept',
  content: z.object({
    state: z.string(),
    nonce: z.string(),
    codeVerifier: z.string(),
    handoffRef: z.string(),
    locale: z.string().optional(),
  }),
  ttlSeconds: 15 * MINUTE_SECONDS,
}

/** Who has just joined and since when they wait, for the page that waits with them. */
export const joinedSeal: SealKind<{ redemptionId: string; arrivedAt: number }> = {
  purpose: 'joined',
  content: z.object({ redemptionId: z.string(), arrivedAt: z.int() }),
  ttlSeconds: 60 * MINUTE_SECONDS,
}

import type { Locale } from '../../../../contract/locale.ts'
import type { InvitationErrorCode } from '../../../invitations/model/invitation-error.ts'
import type { ActorKind, EventType } from '../../../ledger/schema/event-types.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What can be done with invitations that are there. */
export type InvitationAction = 'resend' | 'extend' | 'link' | 'revoke' | 'erase'

/** What administrators' pages call an invitation and everything about it. */
export interface AdminInvitationWords {
  readonly status: Readonly<Record<'pending' | 'accepted' | 'declined' | 'revoked' | 'expired', string>>
  /** `handed_out`: no mail of ours. */
  readonly delivery: Readonly<Record<'queued' | 'sent' | 'failed' | 'handed_out', string>>
  /** In place of `handed_out`, where a client sends the link itself. */
  readonly byClient: string
  readonly kind: Readonly<Record<'personal' | 'shared' | 'domain', string>>
  readonly field: Readonly<
    Record<
      | 'recipient'
      | 'status'
      | 'delivery'
      | 'kind'
      | 'roles'
      | 'permissions'
      | 'metadata'
      | 'application'
      | 'connection'
      | 'inviter'
      | 'message'
      | 'language'
      | 'created'
      | 'sent'
      | 'expires'
      | 'accepted'
      | 'uses'
      | 'externalId'
      | 'resultUrl'
      | 'id'
      | 'parent',
      string
    >
  >
  /** Whom a link is for that anybody may use. */
  readonly whoever: string
  readonly ofDomain: (domain: string) => string
  readonly erased: string
  readonly none: string
  readonly usesOf: (uses: number, max: number) => string
  readonly title: string
  readonly edit: string
  readonly editTitle: string
  readonly save: string
  readonly cancel: string
  readonly saved: string
  readonly newAddressHint: string
  readonly moreTime: string
  readonly sameTime: string
  readonly keepTime: string
  readonly actions: Readonly<
    Record<
      InvitationAction,
      {
        readonly label: string
        readonly ask: (count: number) => string
        readonly consequence: string
        readonly done: (count: number) => string
      }
    >
  >
  readonly link: {
    readonly title: string
    readonly once: string
    readonly label: string
    readonly copy: string
    readonly copied: string
    readonly qr: string
    readonly proof: string
  }
  readonly people: {
    readonly title: string
    readonly none: string
    readonly at: string
    readonly through: string
    readonly granted: string
    readonly granting: string
    readonly children: string
  }
  readonly history: {
    readonly title: string
    readonly none: string
    readonly more: string
    readonly by: (who: string) => string
    /** Somebody for whom another one acted. */
    readonly through: (who: string, actor: string) => string
    readonly actor: Readonly<Record<ActorKind, string>>
    readonly event: Readonly<Record<EventType, string>>
    readonly you: string
  }
  /** Why something was not done. */
  readonly reason: Readonly<Record<InvitationErrorCode | 'unavailable' | 'already_member', string>>
}

const words: Record<Locale, AdminInvitationWords> = { en, es, fr, de, pt, ja }

/** What invitations are called in one language. */
export function adminInvitationWords(locale: Locale): AdminInvitationWords {
  return words[locale]
}

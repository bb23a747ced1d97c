import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the form for inviting says, and what came of it. */
export interface AdminInviteWords {
  readonly title: string
  readonly lead: string
  readonly kind: string
  readonly kinds: Readonly<
    Record<'personal' | 'shared' | 'domain', { readonly name: string; readonly text: string }>
  >
  readonly addresses: string
  readonly addressesHint: string
  readonly remove: (address: string) => string
  readonly domain: string
  readonly domainHint: string
  readonly maxUses: string
  readonly roles: string
  readonly rolesHint: string
  readonly noRoles: string
  readonly application: string
  readonly noApplication: string
  readonly delivery: string
  readonly byMail: string
  readonly byMailText: string
  readonly byLink: string
  readonly byLinkText: string
  readonly language: string
  readonly message: string
  readonly messageHint: string
  readonly lifetime: string
  readonly more: string
  readonly onLive: string
  readonly onLiveChoices: Readonly<Record<'refuse' | 'replace' | 'extend', string>>
  readonly notify: string
  /** What few need. */
  readonly advanced: {
    readonly title: string
    readonly externalId: { readonly label: string; readonly hint: string }
    readonly resultUrl: { readonly label: string; readonly hint: (origins: string) => string }
    readonly connection: { readonly label: string; readonly hint: string }
    readonly onExistingUser: string
    readonly onExistingUserChoices: { readonly add: string; readonly refuse: string }
    readonly permissions: { readonly label: string; readonly hint: string }
    /** Of metadata: those that the person may set, or all. */
    readonly keys: (keys: string) => string
    readonly allKeys: string
    readonly unsafeNumber: (key: string) => string
    /** By field: it has not the form that is expected. */
    readonly faults: Readonly<
      Record<
        'app_metadata' | 'user_metadata' | 'permissions' | 'result_url' | 'connection' | 'external_id',
        string
      >
    >
  }
  readonly preview: string
  readonly previewButton: string
  readonly previewHint: string
  readonly previewAddress: string
  readonly submit: string
  readonly left: (left: number) => string
  readonly state: Readonly<
    Record<
      'ok' | 'malformed' | 'invisible' | 'duplicate' | 'already_invited' | 'already_member' | 'joined',
      string
    >
  >
  /** Of a list that is too long to ask the tenant about all at once. */
  readonly lookingUp: (count: number) => string
  readonly notLookedUp: (count: number) => string
  readonly checked: (good: number, bad: number) => string
  readonly missing: string
  readonly missingDomain: string
  readonly missingUses: string
  readonly tooMany: (max: number) => string
  readonly result: {
    readonly title: string
    readonly sent: (count: number) => string
    readonly links: (count: number) => string
    readonly extended: (count: number) => string
    readonly failed: (count: number) => string
    readonly open: string
    readonly more: string
    readonly list: string
    readonly outcome: Readonly<Record<'sent' | 'link' | 'extended' | 'failed', string>>
  }
}

const words: Record<Locale, AdminInviteWords> = { en, es, fr, de, pt, ja }

/** What the form for inviting says in one language. */
export function adminInviteWords(locale: Locale): AdminInviteWords {
  return words[locale]
}

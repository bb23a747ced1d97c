import type { Locale } from '../../../../contract/locale.ts'
import type { PressLimits } from '../../../policy/policy.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the page about policies says. */
export interface PolicyWords {
  readonly title: string
  readonly lead: string
  readonly yours: string
  readonly everybody: string
  readonly file: string
  readonly roles: string
  readonly everyRole: string
  readonly noRole: string
  readonly metadata: string
  readonly everyKey: string
  readonly noKey: string
  readonly personalTtl: string
  readonly sharedTtl: string
  readonly coolDown: string
  readonly existence: string
  readonly existenceYes: string
  readonly existenceNo: string
  readonly limits: string
  readonly limit: string
  readonly left: string
  readonly leftOf: (left: string, max: string) => string
  readonly renewed: string
  readonly limitNames: Readonly<
    Record<'per_inviter_per_day' | 'per_tenant_per_day' | 'per_recipient_per_day' | 'per_ip_per_hour', string>
  >
  /** Of what is pressed on public pages. */
  readonly pressNames: Readonly<Record<keyof PressLimits, string>>
  readonly unlimited: string
  readonly noLimits: string
  readonly allowedDomains: string
  readonly blockedDomains: string
  readonly all: string
  readonly none: string
  readonly byRole: string
  readonly whoever: string
  readonly client: (id: string) => string
  readonly mayGrant: string
  readonly mayGive: string
  readonly mayOverwrite: string
  readonly noRoles: string
}

const words: Record<Locale, PolicyWords> = { en, es, fr, de, pt, ja }

/** What the page about policies says, in one language. */
export function policyWords(locale: Locale): PolicyWords {
  return words[locale]
}

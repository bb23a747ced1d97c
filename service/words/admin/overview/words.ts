import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the overview says. Counts come as texts, after a colon, so that no sentence has to bend to them. */
export interface OverviewWords {
  readonly title: string
  readonly all: string
  readonly own: string
  /** Names the choice of a time. */
  readonly range: string
  readonly days: (count: string) => string
  readonly attention: AttentionWords
  readonly counts: Readonly<
    Record<'invited' | 'sent' | 'delivered' | 'bounced' | 'opened' | 'accepted', string>
  >
  /** How many of the invited have accepted. */
  readonly acceptance: string
  readonly overTime: { readonly title: string; readonly perDay: string; readonly perWeek: string }
  readonly day: string
  readonly week: string
  readonly funnel: { readonly title: string; readonly note: string; readonly step: string }
  /** Nobody has told us. */
  readonly notReported: string
  readonly times: {
    readonly title: string
    readonly median: (time: string) => string
    readonly middleHalf: (first: string, third: string) => string
    readonly under: (time: string) => string
    readonly over: (time: string) => string
    readonly time: string
    readonly empty: string
  }
  readonly roles: {
    readonly title: string
    readonly note: string
    readonly role: string
    readonly empty: string
  }
  readonly inviters: { readonly title: string; readonly note: string; readonly inviter: string }
  readonly partOf: (part: string, whole: string) => string
  readonly numbers: string
  readonly empty: string
  readonly basis: string
}

/** What ought to be looked at. */
export interface AttentionWords {
  readonly title: string
  readonly none: string
  /** Stable codes follow. */
  readonly reason: (codes: string) => string
  readonly atLeast: (count: string) => string
  readonly unsent: AttentionItemWords
  readonly mailRefused: AttentionItemWords
  readonly delayed: AttentionItemWords
  readonly bounced: AttentionItemWords
  readonly ungranted: AttentionItemWords
  readonly limitOwn: { readonly title: string; readonly text: (until: string) => string }
  readonly limitTenant: { readonly title: string; readonly text: (until: string) => string }
  readonly limitOthers: AttentionItemWords
  readonly webhooks: AttentionItemWords
  readonly gateOpen: AttentionNoticeWords
  readonly gateObserves: AttentionNoticeWords
  readonly gateDiffers: AttentionNoticeWords
  readonly setup: AttentionNoticeWords
  readonly unknownRoles: AttentionNoticeWords
  readonly tenantSilent: AttentionNoticeWords
  /** Leads to where something can be done about it. */
  readonly show: string
}

interface AttentionItemWords {
  readonly title: (count: string) => string
  readonly text: string
}

interface AttentionNoticeWords {
  readonly title: string
  readonly text: string
}

const words: Record<Locale, OverviewWords> = { en, es, fr, de, pt, ja }

/** What the overview says, in one language. */
export function overviewWords(locale: Locale): OverviewWords {
  return words[locale]
}

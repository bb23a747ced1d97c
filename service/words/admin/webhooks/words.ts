import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the pages about webhooks say. */
export interface WebhookWords {
  readonly title: string
  readonly lead: string
  readonly notSetUp: string
  readonly endpoints: string
  readonly removed: string
  readonly status: string
  readonly statuses: Readonly<Record<'queued' | 'delivered' | 'failed', string>>
  readonly endpoint: string
  readonly all: string
  readonly apply: string
  readonly event: string
  readonly invitation: string
  readonly attempts: string
  readonly answer: string
  readonly noAnswer: string
  readonly queuedAt: string
  readonly attemptedAt: string
  readonly replay: string
  readonly confirm: {
    readonly title: string
    readonly text: string
    readonly submit: string
    readonly cancel: string
  }
  readonly done: string
  readonly gone: string
  readonly empty: string
  readonly older: string
  readonly newest: string
  readonly pages: string
}

const words: Record<Locale, WebhookWords> = { en, es, fr, de, pt, ja }

/** What the pages about webhooks say, in one language. */
export function webhookWords(locale: Locale): WebhookWords {
  return words[locale]
}

import { raw } from 'hono/html'
import type { Tenant } from '../../tenant.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import type { Locale } from './labels.ts'
import { type InsertionPoint, partialHtml } from './partials.ts'

export interface SlotProps {
  tenant: Tenant
  transaction: LoginTransaction
  screen: string
  locale: Locale
}

/** Partials are the tenant's own HTML and go out as they are; their values are escaped by their own Liquid. */
export function Slot({ tenant, transaction, screen, locale, point }: SlotProps & { point: InsertionPoint }) {
  const content = partialHtml(tenant, transaction, screen, point, locale)
  return content === '' ? null : <div class="slot">{raw(content)}</div>
}

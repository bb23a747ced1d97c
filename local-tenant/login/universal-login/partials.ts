import type { Tenant } from '../../tenant.ts'
import { isCustomDomain } from '../custom-domain.ts'
import { objectOf, textOf } from '../json.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { renderLiquid } from './liquid.ts'

export type InsertionPoint =
  | 'form-content-start'
  | 'form-content-end'
  | 'form-footer-start'
  | 'form-footer-end'
  | 'secondary-actions-start'
  | 'secondary-actions-end'

/**
 * HTML of a partial at one insertion point of a screen; empty without one, anywhere but on the custom domain, and in
 * a tenant without a page template (https://auth0.com/docs/customize/login-pages/universal-login/customize-signup-and-login-prompts).
 */
export function partialHtml(
  tenant: Tenant,
  transaction: LoginTransaction,
  screen: string,
  point: InsertionPoint,
  locale: string,
): string {
  if (!isCustomDomain(tenant, transaction.domain) || !tenant.state.page_template) return ''
  const prompt = promptOf(screen)
  const configured = screen === 'passkey-enrollment' ? tenant.switches.passkeyPartialScreen : screen
  const template = textOf(objectOf(objectOf(tenant.state.partials[prompt])[configured])[point])
  if (!template) return ''
  const { query } = transaction.request
  const params = Object.fromEntries(Object.entries(query).filter(([name]) => name.startsWith('ext-')))
  const variables = { locale, prompt: { name: prompt, screen: { name: screen } }, transaction: { params } }
  return renderLiquid(withoutHiddenInputs(template), variables)
}

/** Most screens have a prompt of their own name. */
function promptOf(screen: string): string {
  if (screen.startsWith('login-passwordless-')) return 'login-passwordless'
  return screen === 'passkey-enrollment' ? 'passkeys' : screen
}

/**
 * Auth0 strips these from partials (support article "Passing custom parameters to Pre-User-Registration Actions"):
 * a hidden field has to be `type="text"` with `display:none`.
 */
function withoutHiddenInputs(html: string): string {
  return html.replace(/<input\b[^>]*\btype\s*=\s*["']?hidden\b[^>]*>/gi, '')
}

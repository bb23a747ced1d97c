import type { Tenant } from '../../tenant.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import type { CodeAddress } from '../send-code.ts'
import { labels } from './labels.ts'
import { Layout } from './layout.tsx'
import { localeOf } from './locale.ts'
import { Slot } from './slot.tsx'

interface CodePageProps {
  tenant: Tenant
  transaction: LoginTransaction
  /** Name of the screen, for its partials. */
  screen: string
  path: string
  address: CodeAddress
  error?: string | undefined
}

/** A screen that asks for the code that was sent. */
export function CodePage({ tenant, transaction, screen, path, address, error }: CodePageProps) {
  const locale = localeOf(transaction.request.uiLocales, transaction.arrival.language)
  const text = labels[locale]
  const slot = { tenant, transaction, screen, locale }
  return (
    <Layout title={text.verifyIdentity} locale={locale}>
      <p class="lead">
        {address.name === 'email' ? text.mailedCode : text.textedCode} {address.value}
      </p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${path}?state=${transaction.state}`}>
        <Slot {...slot} point="form-content-start" />
        <label>
          {text.enterCode}
          <input
            type="text"
            name="code"
            required
            inputmode="numeric"
            autocomplete="one-time-code"
            autofocus
          />
        </label>
        <Slot {...slot} point="form-content-end" />
        <button type="submit">{text.continue}</button>
        <Slot {...slot} point="form-footer-start" />
        <button type="submit" name="choice" value="resend" class="plain" formnovalidate>
          {text.resend}
        </button>
        <Slot {...slot} point="form-footer-end" />
      </form>
    </Layout>
  )
}

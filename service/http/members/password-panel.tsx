import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TenantUser } from '../../management/management-api.ts'
import { canChangePassword } from '../../members/send-password-link.ts'
import { type Messages, messagesFor } from '../../messages/messages.ts'
import type { Site } from '../pages/site.ts'
import { providerNameOf } from './provider-name.ts'

interface PasswordPanelProps {
  site: Site
  user: TenantUser
  token: JSX.Element
}

/** The way to a new password, or whose password it is. */
export function PasswordPanel({ site, user, token }: PasswordPanelProps) {
  const messages = messagesFor(site.locale).members.password
  return (
    <section class="panel" aria-labelledby="password">
      <h2 id="password">{messages.heading}</h2>
      {canChangePassword(user) ? (
        <form method="post" action="/account/password">
          {token}
          <p>{messages.intro(user.email ?? '')}</p>
          <button type="submit" class="button button-quiet">
            {messages.submit}
          </button>
        </form>
      ) : (
        <p>{whoseItIs(user, messages)}</p>
      )}
    </section>
  )
}

function whoseItIs(user: TenantUser, messages: Messages['members']['password']): string {
  const provider = user.identities[0]?.provider
  if (provider === 'auth0') return messages.noAddress
  return provider === 'email' || provider === 'sms'
    ? messages.none
    : messages.ofProvider(providerNameOf(user))
}

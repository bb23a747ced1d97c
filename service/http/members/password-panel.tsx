import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TenantUser } from '../../management/management-api.ts'
import { canChangePassword } from '../../members/send-password-link.ts'
import { type MemberWords, memberWords } from '../../words/members/words.ts'
import type { Site } from '../pages/site.ts'
import { providerNameOf } from './provider-name.ts'

interface PasswordPanelProps {
  site: Site
  user: TenantUser
  token: JSX.Element
}

/** The way to a new password, or whose password it is. */
export function PasswordPanel({ site, user, token }: PasswordPanelProps) {
  const words = memberWords(site.locale).password
  return (
    <section class="panel" aria-labelledby="password">
      <h2 id="password">{words.heading}</h2>
      {canChangePassword(user) ? (
        <form method="post" action="/account/password">
          {token}
          <p>{words.intro(user.email ?? '')}</p>
          <button type="submit" class="button button-quiet">
            {words.submit}
          </button>
        </form>
      ) : (
        <p>{whoseItIs(user, words)}</p>
      )}
    </section>
  )
}

function whoseItIs(user: TenantUser, words: MemberWords['password']): string {
  const provider = user.identities[0]?.provider
  if (provider === 'auth0') return words.noAddress
  return provider === 'email' || provider === 'sms' ? words.none : words.ofProvider(providerNameOf(user))
}

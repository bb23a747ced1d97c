import type { TenantUser } from '../../management/management-api.ts'
import type { WayIn } from '../../members/find-ways-in.ts'
import { frameWords } from '../../words/frame/words.ts'
import { memberWords } from '../../words/members/words.ts'
import { BrandMark } from '../pages/brand-mark.tsx'
import { Head } from '../pages/head.tsx'
import { LanguageList } from '../pages/language-list.tsx'
import type { Site } from '../pages/site.ts'
import { AccountNotice, type NoticeCode } from './account-notice.tsx'
import { initialsOf } from './initials.ts'
import { JoinedPanel } from './joined-panel.tsx'
import { FORM_TOKEN, type Member } from './member-guard.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { ProfilePanel, type ProfilePanelProps } from './profile-panel.tsx'

export interface AccountPageProps extends Pick<ProfilePanelProps, 'fields' | 'form'> {
  site: Site
  member: Member
  ways: readonly WayIn[]
  notice: NoticeCode | undefined
  formToken: string
}

/** A member's own page: their profile, their password, and what brought them. */
export function AccountPage({ site, member, ways, notice, formToken, fields, form }: AccountPageProps) {
  const words = memberWords(site.locale)
  const { user } = member
  const name = nameOf(user)
  const isWrong = form.faults !== undefined || form.conflicts !== undefined
  const title = isWrong ? frameWords(site.locale).errorTitle(words.title) : words.title
  const token = <input type="hidden" name={FORM_TOKEN} value={formToken} />
  return (
    <html lang={site.locale}>
      <Head site={site} title={title} />
      <body class="app">
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header class="app-bar">
          <span class="brand">
            <BrandMark site={site} />
          </span>
          <form method="post" action="/account/sign-out">
            {token}
            <button type="submit" class="button button-quiet button-small">
              {words.signOut}
            </button>
          </form>
        </header>
        <main class="app-main account" id="content" tabindex={-1}>
          <div class="account-head">
            <span class="initials initials-large" aria-hidden="true">
              {initialsOf(name)}
            </span>
            <div>
              <h1>{words.title}</h1>
              <p class="account-name">{name}</p>
              {user.email !== undefined && user.email !== name && <p class="hint">{user.email}</p>}
            </div>
          </div>
          <AccountNotice site={site} code={notice} address={user.email} />
          <ProfilePanel {...{ site, user, fields, form, token }} />
          <PasswordPanel {...{ site, user, token }} />
          <JoinedPanel site={site} ways={ways} />
        </main>
        <LanguageList site={site} />
      </body>
    </html>
  )
}

/** What people call them: Auth0 takes the address for a name where it has no other. */
function nameOf({ profile, email, phoneNumber, userId }: TenantUser): string {
  if (profile?.name !== undefined && profile.name !== email) return profile.name
  const parts = [profile?.given_name, profile?.family_name].filter(part => part !== undefined)
  return parts.length > 0 ? parts.join(' ') : (email ?? phoneNumber ?? userId)
}

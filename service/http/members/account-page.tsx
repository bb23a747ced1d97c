import type { TenantUser } from '../../management/management-api.ts'
import type { WayIn } from '../../members/find-ways-in.ts'
import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { FORM_TOKEN } from '../form-token.ts'
import type { Site } from '../pages/site.ts'
import { AccountLayout } from './account-layout.tsx'
import { AccountNotice, type NoticeCode } from './account-notice.tsx'
import { DATA_PATH } from './data-routes.ts'
import { JoinedPanel } from './joined-panel.tsx'
import type { Member } from './member-guard.tsx'
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
  const messages = messagesFor(site.locale).members
  const { user } = member
  const name = nameOf(user)
  const isWrong = form.faults !== undefined || form.conflicts !== undefined
  const token = <input type="hidden" name={FORM_TOKEN} value={formToken} />
  const parts = {
    notice: <AccountNotice site={site} code={notice} address={user.email} />,
    profile: <ProfilePanel site={site} user={user} fields={fields} form={form} token={token} />,
    password: <PasswordPanel site={site} user={user} token={token} />,
    joined: <JoinedPanel site={site} ways={ways} />,
    data: <DataPanel site={site} />,
  }
  const initials = initialsOf(name)
  const own = templateOverrideOf('account', {
    name,
    address: user.email,
    initials,
    is_wrong: isWrong,
    ...parts,
  })
  return (
    <AccountLayout site={site} own={own} isWrong={isWrong} token={token} title={messages.title}>
      <div class="account-head">
        <span class="initials initials-large" aria-hidden="true">
          {initials}
        </span>
        <div>
          <h1>{messages.title}</h1>
          <p class="account-name">{name}</p>
          {user.email !== undefined && user.email !== name && <p class="hint">{user.email}</p>}
        </div>
      </div>
      {parts.notice}
      {parts.profile}
      {parts.password}
      {parts.joined}
      {parts.data}
    </AccountLayout>
  )
}

/** What people call them: Auth0 takes the address for a name where it has no other. */
function nameOf({ profile, email, phoneNumber, userId }: TenantUser): string {
  if (profile?.name !== undefined && profile.name !== email) return profile.name
  const parts = [profile?.given_name, profile?.family_name].filter(part => part !== undefined)
  return parts.length > 0 ? parts.join(' ') : (email ?? phoneNumber ?? userId)
}

/** The way to a copy of all this. */
function DataPanel({ site }: { site: Site }) {
  const messages = messagesFor(site.locale).members.data
  return (
    <section class="panel" aria-labelledby="data">
      <h2 id="data">{messages.heading}</h2>
      <p>{messages.intro}</p>
      {/* No `download`: where the session has ended, the sign-in is a page and no file. */}
      <a class="button button-quiet" href={`/account${DATA_PATH}`}>
        {messages.download}
      </a>
    </section>
  )
}

/** Two letters for somebody without a picture: pictures of people are on hosts of others, and are never fetched. */
function initialsOf(name: string): string {
  const words =
    name
      .split('@')[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    word => [...(word ?? '')][0] ?? '',
  )
  return letters.join('').toUpperCase()
}

import type { TenantUser } from '../../management/management-api.ts'
import type { WayIn } from '../../members/find-ways-in.ts'
import { replaceable } from '../../templates/page-templates.ts'
import { memberWords } from '../../words/members/words.ts'
import { FORM_TOKEN } from '../form-token.ts'
import type { Site } from '../pages/site.ts'
import { AccountLayout } from './account-layout.tsx'
import { AccountNotice, type NoticeCode } from './account-notice.tsx'
import { DataPanel } from './data-panel.tsx'
import { initialsOf } from './initials.ts'
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
  const words = memberWords(site.locale)
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
  const own = replaceable('account', { name, address: user.email, initials, is_wrong: isWrong, ...parts })
  return (
    <AccountLayout site={site} own={own} isWrong={isWrong} token={token} title={words.title}>
      <div class="account-head">
        <span class="initials initials-large" aria-hidden="true">
          {initials}
        </span>
        <div>
          <h1>{words.title}</h1>
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

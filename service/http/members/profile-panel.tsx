import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TenantUser } from '../../management/management-api.ts'
import { isAlwaysKept, isEditable, type MemberField } from '../../members/member-field.ts'
import type { FieldFaults } from '../../profile/field-fault.ts'
import { memberWords } from '../../words/members/words.ts'
import { labelOf, ProfileField } from '../pages/profile-field.tsx'
import type { Site } from '../pages/site.ts'
import { providerNameOf } from './provider-name.ts'

/** Names what the page had shown, sealed. */
export const SHOWN_FIELD = 'shown'

/** The form as it is to be shown. */
export interface ProfileForm {
  /** What the fields say, by name, where it is not what the tenant has. */
  readonly typed?: Readonly<Record<string, string>> | undefined
  readonly faults?: FieldFaults | undefined
  /** What has become another value elsewhere, by name of the field. */
  readonly conflicts?: Readonly<Record<string, string>> | undefined
  /** What the page shows, sealed, to come back with the form. */
  readonly shown: string
}

export interface ProfilePanelProps {
  site: Site
  user: TenantUser
  fields: readonly MemberField[]
  form: ProfileForm
  /** The hidden field with the token of the session. */
  token: JSX.Element
}

/** The fields that the operator has configured: those that are the person's to change, and those that are not. */
export function ProfilePanel({ site, user, fields, form, token }: ProfilePanelProps) {
  const words = memberWords(site.locale).profile
  const editable = fields.filter(isEditable)
  const fixed = fields.filter(field => !isEditable(field))
  const wrong = { ...form.faults, ...form.conflicts }
  const firstWrong = editable.find(({ field }) => field.name in wrong)
  return (
    <section class="panel" aria-labelledby="profile">
      <h2 id="profile">{words.heading}</h2>
      {fixed.length > 0 && <FixedFields site={site} user={user} fields={fixed} />}
      {editable.length > 0 && (
        <form method="post" action="/account" novalidate>
          {token}
          <input type="hidden" name={SHOWN_FIELD} value={form.shown} />
          {editable.map(member => {
            const { name } = member.field
            const now = form.conflicts?.[name]
            return (
              <ProfileField
                locale={site.locale}
                field={member.field}
                value={form.typed?.[name] ?? member.value}
                fault={form.faults?.[name]}
                warning={now === undefined ? undefined : words.changedElsewhere(now)}
                isFirstFault={member === firstWrong}
                saysOptional={!isAlwaysKept(member)}
                note={noteOf(member, words)}
              />
            )
          })}
          <button type="submit" class="button">
            {words.save}
          </button>
        </form>
      )}
      {fields.length === 0 && <p>{words.nothing}</p>}
    </section>
  )
}

function FixedFields({ site, user, fields }: Pick<ProfilePanelProps, 'site' | 'user' | 'fields'>) {
  const words = memberWords(site.locale).profile
  return (
    <dl class="facts">
      {fields.map(({ field, place, value }) => (
        <>
          <dt>{labelOf(field, site.locale)}</dt>
          <dd>
            {value}
            <span class="aside">
              {place === 'login' ? words.ofLogin : words.ofProvider(providerNameOf(user))}
            </span>
          </dd>
        </>
      ))}
    </dl>
  )
}

function noteOf(
  member: MemberField,
  words: { alwaysKept: string; emptyPicture: string },
): string | undefined {
  if (isAlwaysKept(member)) return words.alwaysKept
  return member.field.kind === 'picture' && member.place === 'profile' ? words.emptyPicture : undefined
}

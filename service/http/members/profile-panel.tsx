import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TenantUser } from '../../management/management-api.ts'
import { isAlwaysKept, isEditable, type MemberField } from '../../members/member-field.ts'
import { messagesFor } from '../../messages/messages.ts'
import type { FieldFaults } from '../../profile/field-fault.ts'
import { ErrorSummary, type WrongField } from '../pages/parts/error-summary.tsx'
import { idOf, labelOf, ProfileField } from '../pages/parts/profile-field.tsx'
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
  const messages = messagesFor(site.locale).members.profile
  const editable = fields.filter(isEditable)
  const fixed = fields.filter(field => !isEditable(field))
  const wrong = findWrong(site, editable, form)
  return (
    <section class="panel" aria-labelledby="profile">
      <h2 id="profile">{messages.heading}</h2>
      {fixed.length > 0 && <FixedFields site={site} user={user} fields={fixed} />}
      {editable.length > 0 && (
        <form method="post" action="/account" novalidate>
          {token}
          <input type="hidden" name={SHOWN_FIELD} value={form.shown} />
          <ErrorSummary locale={site.locale} wrong={wrong} />
          {editable.map(member => {
            const { name } = member.field
            const now = form.conflicts?.[name]
            return (
              <ProfileField
                locale={site.locale}
                field={member.field}
                value={form.typed?.[name] ?? member.value}
                fault={form.faults?.[name]}
                warning={now === undefined ? undefined : messages.changedElsewhere(now)}
                isOnlyFault={wrong.length === 1 && wrong[0]?.id === idOf(member.field)}
                saysOptional={!isAlwaysKept(member)}
                note={noteOf(member, messages)}
              />
            )
          })}
          <button type="submit" class="button">
            {messages.save}
          </button>
        </form>
      )}
      {fields.length === 0 && <p>{messages.nothing}</p>}
    </section>
  )
}

/** What is in the way of saving, in the order of the fields. */
function findWrong(
  { locale }: Site,
  editable: readonly MemberField[],
  { faults, conflicts }: ProfileForm,
): WrongField[] {
  return editable.flatMap(({ field }) => {
    const now = conflicts?.[field.name]
    const fault = faults?.[field.name]
    const text =
      now === undefined
        ? fault && messagesFor(locale).fields.faults[fault]
        : messagesFor(locale).members.profile.changedElsewhere(now)
    return text ? [{ id: idOf(field), label: labelOf(field, locale), text }] : []
  })
}

function FixedFields({ site, user, fields }: Pick<ProfilePanelProps, 'site' | 'user' | 'fields'>) {
  const messages = messagesFor(site.locale).members.profile
  return (
    <dl class="facts">
      {fields.map(({ field, store, value }) => (
        <>
          <dt>{labelOf(field, site.locale)}</dt>
          <dd>
            {value}
            <span class="aside">
              {store === 'login' ? messages.ofLogin : messages.ofProvider(providerNameOf(user))}
            </span>
          </dd>
        </>
      ))}
    </dl>
  )
}

function noteOf(
  member: MemberField,
  messages: { alwaysKept: string; emptyPicture: string },
): string | undefined {
  if (isAlwaysKept(member)) return messages.alwaysKept
  return member.field.kind === 'picture' && member.store === 'profile' ? messages.emptyPicture : undefined
}

import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TenantUser } from '../../management/management-api.ts'
import { isAlwaysKept, isEditable, type MemberField } from '../../members/member-field.ts'
import type { FieldFaults } from '../../profile/field-fault.ts'
import { fieldWords } from '../../words/fields/words.ts'
import { memberWords } from '../../words/members/words.ts'
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
  const words = memberWords(site.locale).profile
  const editable = fields.filter(isEditable)
  const fixed = fields.filter(field => !isEditable(field))
  const wrong = findWrong(site, editable, form)
  return (
    <section class="panel" aria-labelledby="profile">
      <h2 id="profile">{words.heading}</h2>
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
                warning={now === undefined ? undefined : words.changedElsewhere(now)}
                isOnlyFault={wrong.length === 1 && wrong[0]?.id === idOf(member.field)}
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
        ? fault && fieldWords(locale).faults[fault]
        : memberWords(locale).profile.changedElsewhere(now)
    return text ? [{ id: idOf(field), label: labelOf(field, locale), text }] : []
  })
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

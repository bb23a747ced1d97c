import type { Context } from 'hono'
import { formNameOf } from '../pages/profile-field.tsx'
import { FORM_TOKEN } from './form-token.ts'
import type { MembersDeps } from './members-deps.ts'
import { SHOWN_FIELD } from './profile-panel.tsx'

/** What somebody sent from the page of the account, by name of the field in the form. */
export type UnsavedForm = Readonly<Record<string, string>>

/** Reads a change that was sent and could not be looked at; undefined for any other request. */
export async function readUnsavedForm(
  c: Context,
  { joining }: Pick<MembersDeps, 'joining'>,
): Promise<UnsavedForm | undefined> {
  if (c.req.method !== 'POST' || c.req.path !== '/account') return undefined
  const sent = await c.req.parseBody()
  const names = [FORM_TOKEN, SHOWN_FIELD, ...joining.fields.map(formNameOf)]
  return Object.fromEntries(
    names.flatMap(name => {
      const value = sent[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** Sends it again, so that nothing that was typed is lost. */
export function RepeatForm({ fields, label }: { fields: UnsavedForm; label: string }) {
  return (
    <form method="post" action="/account">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button">
        {label}
      </button>
    </form>
  )
}

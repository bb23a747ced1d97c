import type { Context } from 'hono'
import { FORM_TOKEN } from '../form-token.ts'
import { formNameOf } from '../pages/parts/profile-field.tsx'
import type { MembersDeps } from './members-deps.ts'
import { SHOWN_FIELD } from './profile-panel.tsx'

/** What somebody sent from the page of the account: names in the form, and values. */
export type UnsavedForm = readonly (readonly [name: string, value: string])[]

/** Reads a change that was sent and could not be looked at; undefined for any other request. */
export async function readUnsavedForm(
  c: Context,
  { joining }: Pick<MembersDeps, 'joining'>,
): Promise<UnsavedForm | undefined> {
  if (c.req.method !== 'POST' || c.req.path !== '/account') return undefined
  const sent = await c.req.parseBody()
  const names = [FORM_TOKEN, SHOWN_FIELD, ...joining.fields.map(formNameOf)]
  return names.flatMap(name => {
    const value = sent[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
}

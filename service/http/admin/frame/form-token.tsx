import type { Administrator } from '../admin-env.ts'

/** What every form of an administrator's page brings back, to show that it comes from a page of this session. */
export const FORM_TOKEN = 'form_token'

/** The hidden field; the first thing in every form that posts. A form of another encoding has it in its address. */
export function FormToken({ admin }: { admin: Pick<Administrator, 'formToken'> }) {
  return <input type="hidden" name={FORM_TOKEN} value={admin.formToken} />
}

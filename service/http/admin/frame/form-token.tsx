import { FORM_TOKEN } from '../../form-token.ts'
import type { Administrator } from '../admin-env.ts'

/** The hidden field; the first thing in every form that posts. A form of another encoding has it in its address. */
export function FormToken({ admin }: { admin: Pick<Administrator, 'formToken'> }) {
  return <input type="hidden" name={FORM_TOKEN} value={admin.formToken} />
}

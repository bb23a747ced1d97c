import type { Context } from 'hono'
import { FORM_TOKEN } from './form-token.tsx'

/** What somebody sent that could not be looked at: where to, and every field but the token. */
export interface KeptForm {
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

const FORM = /^application\/x-www-form-urlencoded\b/i

/**
 * Reads a form that was sent, so that nothing that was typed is lost; undefined for any other request. Only forms from
 * our own pages come this far.
 */
export async function readKeptForm(c: Context): Promise<KeptForm | undefined> {
  if (c.req.method !== 'POST' || !FORM.test(c.req.header('Content-Type') ?? '')) return undefined
  const { pathname, search } = new URL(c.req.url)
  const sent = await c.req.parseBody({ all: true })
  const fields = Object.entries(sent).flatMap(([name, values]) =>
    [values]
      .flat()
      .flatMap(value => (typeof value === 'string' && name !== FORM_TOKEN ? [[name, value] as const] : [])),
  )
  return { action: `${pathname}${search}`, fields }
}

interface RepeatFormProps {
  kept: KeptForm
  label: string
  /** Of the session that there is now; without one, the form only leads to the question whether to send it. */
  token?: string | undefined
}

/** Sends it again. */
export function RepeatForm({ kept, label, token }: RepeatFormProps) {
  return (
    <form class="actions" method="post" action={kept.action}>
      {token !== undefined && <input type="hidden" name={FORM_TOKEN} value={token} />}
      {kept.fields.map(([name, value]) =>
        // A hidden input would lose the line breaks.
        value.includes('\n') ? (
          <textarea name={name} hidden>
            {`\n${value}`}
          </textarea>
        ) : (
          <input type="hidden" name={name} value={value} />
        ),
      )}
      <button type="submit" class="button">
        {label}
      </button>
    </form>
  )
}

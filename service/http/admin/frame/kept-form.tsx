import type { Context } from 'hono'
import { FORM_TOKEN } from '../../form-token.ts'
import { RepeatForm } from '../../pages/parts/repeat-form.tsx'

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

interface KeptFormAgainProps {
  kept: KeptForm
  label: string
  /** The token of the present session; without one, the form only leads to the question whether to send it. */
  token?: string | undefined
}

/** Sends it again. */
export function KeptFormAgain({ kept, label, token }: KeptFormAgainProps) {
  const own = token === undefined ? [] : [[FORM_TOKEN, token] as const]
  return <RepeatForm class="actions" action={kept.action} fields={[...own, ...kept.fields]} label={label} />
}

import { mergePartials, type Partials } from '../merge-tenant.ts'
import type { ExistingTenant } from '../read-tenant.ts'
import type { TenantFiles } from '../tenant-files.ts'
import { emptyPart, type FieldChange, type Part } from './change.ts'

/** https://auth0.com/docs/customize/login-pages/universal-login/customize-signup-and-login-prompts */
const LONGEST_PARTIAL = 10_000

/** Plans the field that carries the handoff on sign-up forms, and the page template without which there is none. */
export function planPages(files: TenantFiles, existing: ExistingTenant): Part {
  const part = emptyPart()
  const { partials, customDomains } = existing
  if (typeof partials === 'string') {
    const waiting = customDomains.map(({ domain, status }) => `${domain} is ${status}`)
    part.notes.push(
      `Sign-up forms cannot carry the handoff: ${[partials, ...waiting].join('; ')}. ` +
        'Guestlist uses the state of its own log-in instead; deploy again when a custom domain is ready.',
    )
    return part
  }
  if (existing.pageTemplate !== null) part.kept.push('page template of Universal Login')
  else
    part.changes.push({
      kind: 'page_template',
      title: 'page template of Universal Login',
      status: 'new',
      template: files.pageTemplate,
      fields: [{ field: 'template', before: undefined, after: "Auth0's own page, as a template" }],
    })
  for (const [prompt, screens] of Object.entries(mergePartials(files.partials, partials)))
    planPrompt(part, prompt, screens, partials[prompt] ?? {})
  return part
}

function planPrompt(part: Part, prompt: string, screens: Partials[string], seen: Partials[string]): void {
  const title = `forms of ${prompt}`
  const fields = differencesOfTexts(screens, seen)
  for (const { field, after } of fields) {
    const length = String(after).length
    if (length > LONGEST_PARTIAL)
      part.faults.push(
        `${title}, ${field}: ${length} characters together with Guestlist's field, and Auth0 takes ${LONGEST_PARTIAL}; shorten yours by ${length - LONGEST_PARTIAL}`,
      )
  }
  if (fields.length === 0) part.kept.push(title)
  else {
    const status = Object.keys(seen).length > 0 ? 'changed' : 'new'
    part.changes.push({ kind: 'partials', title, status, prompt, screens, seen, fields })
  }
}

function differencesOfTexts(screens: Partials[string], seen: Partials[string]): FieldChange[] {
  return Object.entries(screens).flatMap(([screen, points]) =>
    Object.entries(points)
      .map(([point, after]) => ({ field: `${screen}, ${point}`, before: seen[screen]?.[point], after }))
      .filter(({ before, after }) => before?.trim() !== after.trim()),
  )
}

import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { OwnPage } from '../../../templates/page-templates.ts'
import { SafeHtml, type TemplateValues } from '../../../templates/templates.ts'
import { isAction } from '../../../templates/variable.ts'
import type { Site } from '../site.ts'

interface ContentProps {
  site: Site
  /** Undefined for a page that operators cannot replace. */
  own: OwnPage | undefined
  title: string
  children: Child
}

/** What a page shows in its frame: the operator's template, else ours. */
export function Content({ site, own, title, children }: ContentProps) {
  const replaced =
    own &&
    site.templates.page(own.name, site.locale, () => ({
      ...toValues(own.values),
      ...toCommonValues(site, own.name, title, children),
    }))
  return raw(replaced ?? toSafeHtml(children).html)
}

/** What every template is given (`commonVariables`). */
export function toCommonValues(site: Site, template: string, title: string, content: Child): TemplateValues {
  const { locale: lang, organizationName: organization, logo } = site
  return { template, lang, title, organization, logo, content: toSafeHtml(content) }
}

/** Elements become ready-made HTML, everything else stays what it is, to be escaped. */
function toValues(values: OwnPage['values']): TemplateValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toValue(value)]))
}

function toValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value))
    return value.map(item =>
      isAction(item) ? { label: item.label, href: item.href, is_main: item.isMain === true } : item,
    )
  return typeof value === 'object' && value !== null ? toSafeHtml(value as Child) : value
}

/** Renders what is ours; it escapes by itself. */
export function toSafeHtml(content: Child): SafeHtml {
  return new SafeHtml(String(html`${content}`))
}

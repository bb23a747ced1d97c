import { Hono } from 'hono'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, notFound } from './management-error.ts'
import { readObject } from './request-body.ts'

/** `/branding` with the Universal Login page template, without which partials are not rendered. */
export function createBrandingRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:branding'), c => c.json(tenant.state.branding))

  app.patch('/', needs('update:branding'), async c =>
    c.json(Object.assign(tenant.state.branding, await readObject(c))),
  )

  app.get('/templates/universal-login', needs('read:branding'), c => {
    const body = tenant.state.page_template
    if (body === null) throw notFound('inexistent_templates_universal_login', 'The template does not exist.')
    return c.json({ body })
  })

  app.put('/templates/universal-login', needs('update:branding'), async c => {
    const { template } = await readObject(c)
    const parts = ['{%- auth0:head -%}', '{%- auth0:widget -%}']
    if (typeof template !== 'string' || !parts.every(part => isPartOf(part, template))) {
      throw invalidBody(`'The template must contain ${parts.join(' and ')}'.`)
    }
    const status = tenant.state.page_template === null ? 201 : 204
    tenant.state.page_template = template
    return c.body(null, status)
  })

  app.delete('/templates/universal-login', needs('delete:branding'), c => {
    tenant.state.page_template = null
    return c.body(null, 204)
  })

  // A theme of its own is made in the dashboard or by a deployment; there is none until then.
  app.get('/themes/default', needs('read:branding'), () => {
    throw notFound('theme_not_found', 'There was an error retrieving branding settings: theme not found.')
  })

  return app
}

/** Liquid tags may be written with or without the dashes that trim white space. */
function isPartOf(tag: string, template: string): boolean {
  const name = tag.replace(/[{}%\s-]/g, '')
  return new RegExp(`\\{%-?\\s*${name}\\s*-?%\\}`).test(template)
}

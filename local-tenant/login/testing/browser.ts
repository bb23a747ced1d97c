/** Whatever answers requests: the tenant's app itself, or a tenant on the network. */
export interface Site {
  request(url: string, init: RequestInit): Response | Promise<Response>
}

/** What a browser shows: a page of the tenant, or the address outside of it that it was sent to. */
export interface Page {
  url: URL
  status: number
  html: string
  headers: Headers
}

/** A browser without a screen: keeps cookies, follows redirects inside the tenant, fills in forms. */
export interface Browser {
  open(url: string, headers?: Record<string, string>): Promise<Page>
  /** Sends the page's form: what it holds already, with these fields on top (`undefined` unchecks a box). */
  submit(page: Page, fields: Record<string, string | undefined>): Promise<Page>
  cookies: Map<string, { value: string; isSecure: boolean }>
}

const maxRedirects = 12

/** Requests go straight to the app; origins that are not the tenant's end the journey. */
export function createBrowser(app: Site, origins: string[]): Browser {
  const cookies: Browser['cookies'] = new Map()

  async function request(url: URL, init: RequestInit): Promise<Response> {
    const sent = [...cookies].filter(([, cookie]) => !cookie.isSecure || url.protocol === 'https:')
    const headers = new Headers(init.headers)
    headers.set('cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; '))
    const response = await app.request(url.href, { ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=')
    if (attributes.includes('Max-Age=0')) cookies.delete(name)
    else cookies.set(name, { value, isSecure: attributes.includes('Secure') })
  }

  async function visit(start: URL, first: RequestInit): Promise<Page> {
    let url = start
    let init = first
    for (let count = 0; count < maxRedirects; count++) {
      const response = await request(url, init)
      const location = response.headers.get('location')
      if (!location)
        return { url, status: response.status, html: await response.text(), headers: response.headers }
      url = new URL(location, url)
      if (!origins.includes(url.origin))
        return { url, status: response.status, html: '', headers: response.headers }
      // The language stays with the browser, the form does not.
      init = { headers: languageOf(init) }
    }
    throw new Error(`Too many redirects, last to ${url.href}`)
  }

  return {
    cookies,
    open: (url, headers = {}) => visit(new URL(url), { headers }),
    submit(page, fields) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...valuesOf(page.html), ...fields }))
        if (value !== undefined) body.set(name, value)
      return visit(new URL(actionOf(page.html), page.url), { method: 'POST', body })
    },
  }
}

function languageOf(init: RequestInit): Record<string, string> {
  const language = new Headers(init.headers).get('accept-language')
  return language ? { 'accept-language': language } : {}
}

function actionOf(html: string): string {
  return attribute(html.match(/<form[^>]*>/)?.[0] ?? '', 'action') ?? ''
}

/** The values that the form's inputs hold; unchecked boxes and empty ones without a name are not sent. */
function valuesOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag)
  const sent = inputs.filter(tag => attribute(tag, 'type') !== 'checkbox' || / checked/.test(tag))
  return Object.fromEntries(
    sent.flatMap(tag => {
      const name = attribute(tag, 'name')
      const fallback = attribute(tag, 'type') === 'checkbox' ? 'on' : ''
      return name ? [[name, attribute(tag, 'value') ?? fallback]] : []
    }),
  )
}

function attribute(tag: string, name: string): string | undefined {
  const value = tag.match(new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`))
  return (value?.[1] ?? value?.[2])
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
}

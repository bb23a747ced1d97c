import type { Hono } from 'hono'
import type { HttpEnv } from '../../../service/http/http-env.ts'

/** A page as a person sees it. */
export interface Page {
  status: number
  url: string
  headers: Headers
  html: string
  /** Text without markup, spaces made one. */
  text: string
}

/** A browser with cookies, for one app in memory. It follows redirects within the service and stops where they leave it. */
export interface Browser {
  get(url: string, headers?: Record<string, string>): Promise<Page>
  /** Presses the button of the form on a page. */
  submit(page: Page, headers?: Record<string, string>): Promise<Page>
  /** Presses the button with this label, after typing into the fields of its form. */
  press(
    page: Page,
    label: string,
    typed?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Page>
  /** Sends fields, as a form of the page that is open would. */
  post(url: string, fields: Record<string, string>): Promise<Page>
  /** What a form would send. */
  fieldsOf(page: Page): Record<string, string>
  readonly cookies: Map<string, string>
}

const PUBLIC_URL = 'https://guestlist.example'

export function openBrowser(
  app: Hono<HttpEnv>,
  options: { acceptsCookies?: boolean; origin?: string } = {},
): Browser {
  const { origin = PUBLIC_URL } = options
  const cookies = new Map<string, string>()
  /** What a browser says about a form that was sent from our own page, whose Referrer-Policy is same-origin. */
  const ownForm = { 'sec-fetch-site': 'same-origin', origin }

  const keep = (response: Response) => {
    if (options.acceptsCookies === false) return
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      const isGone = attributes.some(attribute => attribute.trim().toLowerCase() === 'max-age=0')
      if (isGone) cookies.delete(name)
      else cookies.set(name, value)
    }
  }

  const send = async (url: string, init: RequestInit): Promise<Page> => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(pair => pair.join('=')).join('; '))
    const response = await app.request(url, { ...init, headers })
    keep(response)
    const location = response.headers.get('location')
    const target = location ? new URL(location, url).href : undefined
    if (target?.startsWith(`${origin}/`)) return send(target, { method: 'GET' })
    const html = await response.text()
    return {
      status: response.status,
      url: target ?? url,
      headers: response.headers,
      html,
      text: toText(html),
    }
  }

  const post = (action: string, fields: [string, string][], headers: Record<string, string>) =>
    send(new URL(action, origin).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    })

  const browser: Browser = {
    cookies,
    get: (url, headers = {}) => send(new URL(url, origin).href, { method: 'GET', headers }),
    post: (url, fields) => post(url, Object.entries(fields), ownForm),
    fieldsOf: page => Object.fromEntries(inputs(page.html)),
    submit: (page, headers = ownForm) => {
      const action = /<form[^>]* action="([^"]+)"/.exec(page.html)?.[1]
      if (!action) throw new TypeError(`no form on the page: ${page.text}`)
      return post(action, inputs(page.html), headers)
    },
    press: (page, label, typed = {}, headers = ownForm) => {
      const forms = [...page.html.matchAll(/<form[^>]* action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)]
      for (const [, action = '', content = ''] of forms)
        for (const [, attributes = '', text = ''] of content.matchAll(/<button([^>]*)>([^<]*)<\/button>/g)) {
          if (text.trim() !== label) continue
          const target = /formaction="([^"]+)"/.exec(attributes)?.[1] ?? action
          const fields = Object.entries({ ...Object.fromEntries(inputs(content)), ...typed })
          return post(target, fields, headers)
        }
      throw new TypeError(`no button "${label}" on the page: ${page.text}`)
    },
  }
  return browser
}

function inputs(html: string): [string, string][] {
  return [...html.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value],
  )
}

function toText(html: string): string {
  return html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<wbr[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

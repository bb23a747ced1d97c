import type { Hono } from 'hono'
import type { Locale } from '../../../contract/locale.ts'
import type { HttpEnv } from '../../../service/http/http-env.ts'
import { type Browser, openBrowser, type Page } from '../../service/http/browser.ts'
import { startTestService, type TestService } from '../../service/http/test-service.ts'

/** One page as the service has answered it, to be looked at. */
export interface ShownPage {
  readonly name: string
  readonly locale: Locale
  /** The route that answered: `GET /admin/invitations/:id`. */
  readonly route: string
  readonly page: Page
  /** Answers what scripts on the page ask for, as for the person who has it open. */
  answer(request: { url: string; method: string; headers: object; body: string | null }): Promise<Response>
}

/** Walks through the service in one language, without a browser, and keeps the pages that it is shown. */
export interface Recorder {
  readonly service: TestService
  /** The service, as it answers people of this language. */
  readonly app: Hono<HttpEnv>
  readonly pages: ShownPage[]
  /** Somebody new. */
  open(): Browser
  /** Keeps a page under a name of its own. */
  show(name: string, by: Browser, page: Page): Page
  /** Opens an address and keeps what comes. */
  visit(name: string, by: Browser, url: string): Promise<Page>
  /** Sends the form of a page that leads to `action`, with what is typed into it, and keeps what comes. */
  send(name: string, by: Browser, sent: Sent): Promise<Page>
}

export interface Sent {
  readonly page: Page
  readonly action: string
  readonly typed?: Readonly<Record<string, string>> | undefined
}

export interface RecorderOptions {
  readonly locale: Locale
  readonly overrides?: Record<string, string | undefined>
}

/** Starts a service of its own to walk through. */
export async function startRecorder({ locale, overrides }: RecorderOptions): Promise<Recorder> {
  const service = await startTestService(overrides)
  const pages: ShownPage[] = []
  const routes = new WeakMap<Headers, string>()
  const app = speak(service.app, locale, (headers, route) => routes.set(headers, route))
  const show: Recorder['show'] = (name, by, page) => {
    if (!page.html.includes('<html')) throw new TypeError(`${name} is no page: ${page.status} ${page.text}`)
    const route = routes.get(page.headers) ?? ''
    pages.push({ name, locale, route, page, answer: request => answerFor(service, by, request) })
    return page
  }
  return {
    service,
    app,
    pages,
    open: () => openBrowser(app),
    show,
    visit: async (name, by, url) => show(name, by, await by.get(url)),
    send: async (name, by, sent) => show(name, by, await submit(by, sent)),
  }
}

/** The service for a browser of one language; tells which route answered. */
function speak(app: Hono<HttpEnv>, locale: Locale, tell: (headers: Headers, route: string) => unknown) {
  const request = async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('accept-language', locale)
    headers.set('x-forwarded-for', '203.0.113.9')
    const response = await app.request(url, { ...init, headers })
    tell(response.headers, findRoute(app, init.method ?? 'GET', new URL(url).pathname))
    return response
  }
  return { request } as Pick<Hono<HttpEnv>, 'request'> as Hono<HttpEnv>
}

/** The first that matches is the one that answers; middleware is for all methods. */
function findRoute(app: Hono<HttpEnv>, method: string, path: string): string {
  const [matched] = app.router.match(method, path)
  const found = matched.map(([[, route]]) => route).find(route => route.method === method)
  return found ? `${found.method} ${found.path}` : 'none'
}

/** Sends a form as browsers do, without needing to know what its button is called. */
export function submit(by: Browser, { page, action, typed = {} }: Sent): Promise<Page> {
  const hidden = [...page.html.matchAll(/<input[^>]* type="hidden"[^>]*>/g)].join('')
  const html = `<form action="${action}">${hidden}<button>Send</button></form>`
  return by.press({ ...page, html }, 'Send', { ...typed })
}

function answerFor({ app }: TestService, by: Browser, request: Parameters<ShownPage['answer']>[0]) {
  const { url, method, headers, body } = request
  const cookie = [...by.cookies].map(pair => pair.join('=')).join('; ')
  return app.request(url, { method, headers: { ...headers, cookie }, body }) as Promise<Response>
}

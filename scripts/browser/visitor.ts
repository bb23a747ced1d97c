import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core'

/** Somebody with a browser of their own: own cookies, own session at the tenant and at Google. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong on pages of the service so far: script errors, CSP violations, requests to elsewhere. */
  readonly problems: string[]
}

/** Opens a new browser profile and watches all pages of `origin`, the service's. */
export async function newVisitor(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options })
  context.setDefaultTimeout(30_000)
  const problems: string[] = []
  context.on('page', page => watch(page, origin, problems))
  return { context, page: await context.newPage(), problems }
}

function watch(page: Page, origin: string, problems: string[]): void {
  const isOurs = (url: string) => url === origin || url.startsWith(`${origin}/`)
  page.on('console', message => {
    const { url } = message.location()
    if (message.type() !== 'error' || !(isOurs(url) || isOurs(page.url()))) return
    // A page that says 404 or 410 on purpose: the browser reports the status of the page itself.
    if (message.text().startsWith('Failed to load resource') && url === page.url()) return
    problems.push(`console on ${new URL(page.url()).pathname}: ${message.text()}`)
  })
  page.on('pageerror', error => {
    if (isOurs(page.url())) problems.push(`script error on ${new URL(page.url()).pathname}: ${error.message}`)
  })
  page.on('request', request => {
    if (isForeign(request, isOurs)) problems.push(`request to ${new URL(request.url()).origin}`)
  })
}

/** A request that a page of ours made to anybody else. Following a link or a form is the person's, not the page's. */
function isForeign(request: Request, isOurs: (url: string) => boolean): boolean {
  if (request.isNavigationRequest()) return false
  const { referer } = request.headers()
  return (isOurs(request.frame().url()) || isOurs(referer ?? '')) && !isOurs(request.url())
}

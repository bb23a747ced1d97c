import type { Browser, Page, Route } from 'playwright-core'
import { newVisitor } from '../../../scripts/browser/visitor.ts'
import type { ShownPage } from './recorder.ts'

const ORIGIN = 'https://guestlist.example'
/** Pages that are loaded at the same time: one for each of the cores that every machine has. */
const AT_ONCE = 2

/** Looks at one page that is loaded; says what is wrong with it. */
export type Look = (page: Page, shown: ShownPage) => Promise<string[]>

interface LookOptions {
  readonly shown: readonly ShownPage[]
  readonly look: Look
  /** Files with scripts are empty: pages as they are without them, in a browser that can be asked all the same. */
  readonly hasScripts?: boolean
}

/** Shows recorded pages in a browser, with the headers, styles and scripts that they came with; returns all faults. */
export async function lookAtAll(browser: Browser, { shown, look, hasScripts = true }: LookOptions) {
  const waiting = [...shown]
  const faults: string[] = []
  const work = async () => {
    const { page, context, problems } = await newVisitor(browser, ORIGIN)
    let current = waiting.shift()
    await page.route('**/*', route => answer(route, { shown: current, hasScripts }))
    for (; current; current = waiting.shift()) {
      const { name, locale, page: recorded } = current
      await page.goto(recorded.url)
      const found = [...(await look(page, current)), ...problems.splice(0)]
      faults.push(...found.map(fault => `${name} (${locale}): ${fault}`))
    }
    await context.close()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return faults
}

interface Answering {
  shown: ShownPage | undefined
  hasScripts: boolean
}

/** The recorded page at its own address; files of the service; nothing else. */
async function answer(route: Route, { shown, hasScripts }: Answering): Promise<void> {
  const request = route.request()
  const url = request.url()
  if (!shown) return route.abort()
  if (url === shown.page.url) return route.fulfill(toAnswer(shown.page))
  // A page that goes on by itself stays while it is looked at.
  if (!url.startsWith(`${ORIGIN}/`) || request.isNavigationRequest()) return route.abort()
  if (!hasScripts && request.resourceType() === 'script')
    return route.fulfill({ contentType: 'text/javascript', body: '' })
  const asked = { method: request.method(), url, headers: request.headers(), body: request.postData() }
  const response = await shown.answer(asked)
  const headers = Object.fromEntries(response.headers)
  return route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) })
}

function toAnswer({ status, headers, html }: ShownPage['page']) {
  const body = html.replace(/<meta http-equiv="refresh"[^>]*>/, '')
  return { status, headers: Object.fromEntries(headers), body }
}

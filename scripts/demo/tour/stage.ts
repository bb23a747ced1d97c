import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { createMailbox } from '../../../local-tenant/messages/mailbox-client.ts'
import { newVisitor, type Visitor } from '../../browser/visitor.ts'
import { type ApiClient, createApiClient } from '../api-client.ts'
import type { DemoScene } from '../scene/scene.ts'
import type { Stack } from '../stack.ts'

/** Where moments happen: a running demo, a browser, and a new person for each. */
export interface Stage {
  readonly stack: Stack
  readonly scene: DemoScene
  readonly api: ApiClient
  /** Somebody with a browser of their own; the person before leaves. */
  enter(options?: BrowserContextOptions): Promise<Page>
  /** The link of the latest invitation that an address got. */
  linkTo(email: string): Promise<string>
  /** Invites an address to the Portal; resolves with the invitation's id. */
  invite(email: string, details?: object): Promise<string>
  /** Script errors, violations of the pages' policies, requests to others: all that pages of the service did wrong. */
  problems(): string[]
  /** The page that is being looked at. */
  page(): Page
  leave(): Promise<void>
}

/** How long a page may take, on a machine that has other things to do. */
const timeoutMs = 15_000

/** Makes a stage of a stack with a scene. */
export function createStage(stack: Stack, browser: Browser): Stage {
  const { scene, urls } = stack
  if (!scene) throw new TypeError('The tour needs a stack with a scene.')
  const api = createApiClient(stack)
  const mailbox = createMailbox(urls.mailbox)
  const problems: string[] = []
  let visitor: Visitor | undefined
  const leave = async () => {
    problems.push(...(visitor?.problems ?? []))
    await visitor?.context.close()
    visitor = undefined
  }
  return {
    stack,
    scene,
    api,
    leave,
    async enter(options) {
      await leave()
      visitor = await newVisitor(browser, urls.service, {
        viewport: { width: 1100, height: 820 },
        ...options,
      })
      visitor.context.setDefaultTimeout(timeoutMs)
      return visitor.page
    },
    linkTo: async email => (await mailbox.invitation(email)).link,
    async invite(email, details = {}) {
      const { clientId } = stack.application('Portal')
      const common = { inviter: { name: 'Ada Admin' }, client_id: clientId }
      const { status, body } = await api.create({ ...common, invitee: { email }, ...details })
      if (status !== 201) throw new Error(`${email} was not invited: ${JSON.stringify(body)}`)
      return body.id
    },
    problems: () => [...problems, ...(visitor?.problems ?? [])],
    page() {
      if (!visitor) throw new TypeError('Nobody is on the stage.')
      return visitor.page
    },
  }
}

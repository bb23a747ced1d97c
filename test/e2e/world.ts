import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import { createMailbox, type Mail } from '../../local-tenant/mailbox-client.ts'
import type { User } from '../../local-tenant/state.ts'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { newVisitor, type Visitor } from '../../scripts/browser/visitor.ts'
import { type ApiClient, createApiClient } from '../../scripts/demo/api-client.ts'
import { createOutput } from '../../scripts/demo/output.ts'
import { type Stack, startStack } from '../../scripts/demo/stack.ts'

/** Everything a journey happens in. */
export interface World {
  stack: Stack
  api: ApiClient
  /** Somebody new, with a browser of their own. */
  visitor(): Promise<Visitor>
  /** Invites an address to the Portal; resolves with the invitation's id. */
  invite(email: string, details?: object): Promise<string>
  /** The latest invitation that an address got. */
  mailTo(email: string): Promise<Mail & { link: string }>
  /** Users of the tenant with an address. */
  usersWith(email: string): Promise<User[]>
  /** Names of the roles that a user has in the tenant. */
  rolesOf(userId: string): Promise<string[]>
  /** Keeps a picture of a page, when pictures are wanted (GUESTLIST_SCREENS=<directory>). */
  screenshot(page: Page, name: string): Promise<void>
}

/**
 * Starts the stack and the browser for a file of journeys. Before each test the tenant is as just deployed and the
 * ledger empty, unless the file asks to keep what happened; after each, no page of ours may have complained.
 */
export function useWorld(options: { keepsState?: boolean } = {}): World {
  const visitors: Visitor[] = []
  let stack: Stack
  let browser: Browser
  // Filled by beforeAll: a test file needs it by name before anything runs.
  const world = {} as World

  beforeAll(async () => {
    const directory = inject('directory')
    const output = createOutput({ write: () => undefined })
    const starting = startStack({ ports: inject('ports'), directory, output })
    browser = await launchBrowser(join(directory, 'browser'))
    stack = await starting
    Object.assign(world, createWorld(stack, browser, visitors))
    if (options.keepsState) await stack.reset()
  })

  beforeEach(async () => {
    if (options.keepsState) return
    await stack.reset()
    // The key set and the token of an earlier test are of the same tenant, so the client stays.
  })

  afterEach(async () => {
    const problems = visitors.flatMap(visitor => visitor.problems.splice(0))
    if (!options.keepsState) for (const { context } of visitors.splice(0)) await context.close()
    expect(problems).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await stack?.stop()
  })

  return world
}

function createWorld(stack: Stack, browser: Browser, visitors: Visitor[]): World {
  const { control, management, urls } = stack
  const api = createApiClient(stack)
  const mailbox = createMailbox(urls.mailbox)
  return {
    stack,
    api,
    async visitor() {
      const visitor = await newVisitor(browser, urls.service)
      visitors.push(visitor)
      return visitor
    },
    async invite(email, details = {}) {
      const { clientId } = stack.application('Portal')
      const answer = await api.create({ invitee: { email }, client_id: clientId, ...details })
      expect(answer).toMatchObject({ status: 201 })
      return answer.body.id
    },
    mailTo: email => mailbox.invitation(email),
    usersWith: async email => (await control.users()).filter(user => user.email === email),
    async rolesOf(userId) {
      const path = `/users/${encodeURIComponent(userId)}/roles`
      const roles = await management.call<{ name: string }[]>('GET', path)
      return roles.map(({ name }) => name)
    },
    async screenshot(page, name) {
      const directory = process.env.GUESTLIST_SCREENS
      if (!directory) return
      mkdirSync(directory, { recursive: true })
      await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
    },
  }
}

import { strict as assert } from 'node:assert'
import type { BrowserContextOptions } from 'playwright-core'
import type { Stage } from './stage.ts'
import { logInAs, paste, see, signInToAdmin } from './steps.ts'

/** A picture of a page: what has to be done until it shows what it should. */
export interface Picture {
  /** Of the file, without `.png`. */
  readonly name: string
  show(stage: Stage): Promise<void>
}

const desk = { viewport: { width: 1280, height: 800 } } as const
/** Down to the end of the card. */
const card = { viewport: { width: 1000, height: 900 } } as const
/** Down to the first charts. */
const tall = { viewport: { width: 1280, height: 1300 } } as const
const telephone = { viewport: { width: 360, height: 940 }, deviceScaleFactor: 2, isMobile: true } as const

/** The main pages, for the README. */
export const pictures: readonly Picture[] = [
  { name: 'invitation', show: stage => showInvitation(stage, card) },
  {
    name: 'invitation-dark',
    show: stage => showInvitation(stage, { ...card, colorScheme: 'dark' }),
  },
  { name: 'invitation-phone', show: stage => showInvitation(stage, telephone) },
  { name: 'admin-overview', show: stage => showAdmin(stage, '/admin/overview?days=90', tall) },
  { name: 'admin-invite', show: showForm },
  { name: 'admin-invitations', show: stage => showAdmin(stage, '/admin/invitations') },
  { name: 'admin-invitation', show: showHistory },
  { name: 'admin-import', show: showImport },
  { name: 'account', show: showAccount },
]

async function showInvitation(stage: Stage, options: BrowserContextOptions): Promise<void> {
  const page = await stage.enter(options)
  await page.goto(stage.scene.links.find(({ state }) => state === 'pending, Google')?.link ?? '')
  await see(page, 'Join Acme')
}

async function showAdmin(stage: Stage, path: string, size: BrowserContextOptions = desk): Promise<void> {
  const page = await stage.enter(size)
  await signInToAdmin(page, stage, path)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function showForm(stage: Stage): Promise<void> {
  await showAdmin(stage, '/admin/invitations/new')
  const page = stage.page()
  await page.getByLabel('Email addresses').focus()
  await paste(page, 'Grace <grace.h@navy.example>, alan@bletchley.example\nnobody, alan@bletchley.example')
  await page.getByText('Duplicate').waitFor()
  await page.getByRole('checkbox', { name: 'Viewer' }).check()
}

async function showHistory(stage: Stage): Promise<void> {
  await showAdmin(stage, '/admin/invitations?status=accepted')
  const page = stage.page()
  await page.locator('tbody').getByRole('link').first().click()
  await page.locator('.timeline').waitFor()
}

async function showImport(stage: Stage): Promise<void> {
  await showAdmin(stage, '/admin/imports')
  const page = stage.page()
  await page.locator('tbody').getByRole('link').first().click()
  await page.waitForURL(/imports\/imp_/)
}

async function showAccount(stage: Stage): Promise<void> {
  const page = await stage.enter(desk)
  await page.goto(`${stage.stack.urls.service}/account`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  const member = stage.scene.personas.find(({ part }) => part === 'Member')
  assert(member)
  await logInAs(page, member)
  await page.getByRole('heading', { name: 'Your profile' }).waitFor()
}

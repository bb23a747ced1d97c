import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Strong enough for any tenant, and nobody's. */
export const testPassword = 'Correct-horse-1'

/** An account at the provider's stand-in. */
export interface GoogleAccount {
  name: string
  email: string
  isVerified?: boolean
}

/** Fills the sign-up form of Universal Login; without `email` the prefilled one stays. */
export async function signUp(page: Page, { email }: { email?: string } = {}): Promise<void> {
  await page.waitForURL(/\/u\/signup/)
  await submitCredentials(page, email, testPassword)
}

/** Fills the log-in form of Universal Login; without `email` the prefilled one stays. */
export async function logIn(page: Page, { email, password = testPassword }: LogIn = {}): Promise<void> {
  await page.waitForURL(/\/u\/login/)
  await submitCredentials(page, email, password)
}

interface LogIn {
  email?: string
  password?: string
}

/** Chooses Google on a screen of Universal Login, and the account there. */
export async function continueWithGoogle(page: Page, account: GoogleAccount): Promise<void> {
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await page.waitForURL(/\/stand-in\/google/)
  await page.getByLabel('Name', { exact: true }).fill(account.name)
  await page.getByLabel('Google email').fill(account.email)
  await page.getByLabel('Google has verified this address').setChecked(account.isVerified ?? true)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** The address that the form already holds. */
export function prefilledEmail(page: Page): Promise<string> {
  return page.getByLabel('Email address').inputValue()
}

/** The sentence with which a form of Universal Login refuses. */
export async function formError(page: Page): Promise<string> {
  return ((await page.getByRole('alert').textContent()) ?? '').trim()
}

async function submitCredentials(page: Page, email: string | undefined, password: string): Promise<void> {
  if (email !== undefined) await page.getByLabel('Email address').fill(email)
  expect(await prefilledEmail(page)).not.toBe('')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

import type { TenantUser } from '../../../../service/management/management-api.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { makeUser } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'

/** A service that asks for a few fields, of each sort one. */
export function startWithFields(overrides: Record<string, string> = {}): Promise<TestService> {
  return startTestService({
    USER_FIELDS: 'given_name,family_name,name,nickname,picture,phone_number,user_metadata.team',
    REQUIRED_USER_FIELDS: 'given_name',
    USER_FIELD_LABELS: '{"user_metadata.team":{"en":"Team","de":"Abteilung"}}',
    ...overrides,
  })
}

/** Somebody whom the gate lets in, with a password. */
export function makeMember(service: TestService, fields: Partial<TenantUser> = {}): TenantUser {
  service.management.users.splice(1)
  return makeUser(service, 'grace@example.com', {
    appMetadata: { guestlist: { admitted: true } },
    emailVerified: true,
    profile: { name: 'Grace Hopper', nickname: 'grace', given_name: 'Grace' },
    ...fields,
  })
}

/** Signs in at the tenant; the browser is on the page of the account then. */
export async function signIn(
  service: TestService,
  userId: string,
  browser: Browser = openBrowser(service.app),
) {
  const { url } = await browser.get('/account/sign-in')
  const page = await browser.get(service.tenant.logIn(url, userId))
  return { browser, page }
}

/** Types into fields and saves. */
export function save(
  browser: Browser,
  page: Page,
  typed: Record<string, string>,
  label = 'Save',
): Promise<Page> {
  const fields = Object.entries(typed).map(([name, value]) => [`field.${name}`, value])
  return browser.press(page, label, Object.fromEntries(fields))
}

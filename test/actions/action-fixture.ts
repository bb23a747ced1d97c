import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { signHandoffToken } from '../../contract/handoff-token.ts'
import { createKeyFixture, type KeyFixture } from '../contract/token-fixtures.ts'
import { type Actions, createActions } from './run-action.ts'
import { type ServiceStub, startServiceStub } from './service-stub.ts'

/** What the tests of the built Actions share: bundles built once, a service stub and fresh secrets per test. */
export interface ActionFixture {
  actions: Actions
  service: ServiceStub
  /** Secrets of the Actions that fit to the stub. */
  secrets: Record<string, string>
  /** A live handoff, an authentic one that is too late, one of a stranger. */
  handoffs: { live: string; late: string; forged: string }
}

/** Sets the fixture up around the tests of a file. */
export function useActions(gate?: object): ActionFixture {
  const fixture = {} as ActionFixture
  let keys: KeyFixture

  beforeAll(async () => {
    keys = await createKeyFixture()
    const stranger = await createKeyFixture()
    const id = randomBytes(16).toString('base64url')
    const soon = new Date(Date.now() + 900_000)
    fixture.actions = await createActions(gate)
    fixture.handoffs = {
      live: await signHandoffToken({ id, expiresAt: soon }, keys.signingKey),
      late: await signHandoffToken({ id, expiresAt: new Date(Date.now() - 1_000) }, keys.signingKey),
      forged: await signHandoffToken({ id, expiresAt: soon }, stranger.signingKey),
    }
  })
  afterAll(() => fixture.actions.remove())

  beforeEach(async () => {
    fixture.service = await startServiceStub()
    fixture.secrets = {
      GUESTLIST_URL: fixture.service.url,
      GUESTLIST_ACTION_KEY: 'a-key-of-the-actions-that-is-long-enough',
      GUESTLIST_HANDOFF_KEYS: JSON.stringify({ keys: [keys.publicJwk] }),
    }
  })
  afterEach(() => fixture.service.close())
  return fixture
}

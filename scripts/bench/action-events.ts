import type { PostLoginEvent, PreUserRegistrationEvent } from '../../actions/event-types.ts'

type Parts<Event> = { [Key in keyof Event]?: Event[Key] | undefined }

/** A person on the sign-up screen of an ordinary application, without an invitation. */
export function signUpEvent(over: Parts<PreUserRegistrationEvent> = {}): PreUserRegistrationEvent {
  return {
    client: { client_id: 'portal', name: 'Portal', metadata: {} },
    connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
    request: { body: {} },
    secrets: {},
    transaction: {},
    user: { email: 'ann@example.com' },
    ...over,
  } as PreUserRegistrationEvent
}

/** A login of somebody whom nothing admits: made after the gate, no metadata, an ordinary application. */
export function loginEvent(over: Parts<PostLoginEvent> = {}): PostLoginEvent {
  return {
    authorization: { roles: ['Viewer'] },
    client: { client_id: 'portal', name: 'Portal', metadata: {} },
    connection: { name: 'google-oauth2', strategy: 'google-oauth2' },
    request: { query: {} },
    secrets: {},
    stats: { logins_count: 1 },
    transaction: { metadata: {}, protocol: 'oidc-basic-profile', state: 'state-of-the-portal' },
    user: loginUser(),
    ...over,
  } as PostLoginEvent
}

/** The user of that login. */
export function loginUser(over: Parts<PostLoginEvent['user']> = {}): PostLoginEvent['user'] {
  return {
    app_metadata: {},
    created_at: '2026-11-20T10:00:00.000Z',
    email: 'ann@example.com',
    email_verified: true,
    identities: [{ connection: 'google-oauth2', provider: 'google-oauth2', user_id: '1', isSocial: true }],
    user_id: 'google-oauth2|1',
    user_metadata: {},
    ...over,
  } as PostLoginEvent['user']
}

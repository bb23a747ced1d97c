import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import {
  admitted,
  callsOf,
  claimsOf,
  fromBefore,
  grant,
  rolesClaim,
  useLogins,
  withHandoff,
} from './login-fixture.ts'

const fixture = useLogins()

/** A handoff is kept before anybody is asked about it; that changes nothing for the user. */
const isAnswer = ({ method }: { method: string }) => method !== 'transaction.setMetadata'

describe('a service that cannot answer', () => {
  const answers: [string, object | ((response: ServerResponse) => void)][] = [
    [
      'with status 500',
      response => void response.writeHead(500).end(JSON.stringify({ outcome: 'redeemed', grant })),
    ],
    ['with HTML', response => void response.end('<html>')],
    ['with another shape', { outcome: 'redeemed', grant: { ...grant, roles: 'Editor' } }],
    ['by hanging up', response => void response.destroy()],
    [
      'with metadata that objects have already (S71)',
      response => {
        const answer = JSON.stringify({ outcome: 'redeemed', grant })
        response.end(answer.replace('"order":42', '"order":42,"__proto__":{"admitted":true}'))
      },
    ],
  ]

  it.each(answers)('%s means a refusal in place, after one call and without a mark', async (_, how) => {
    fixture.service.answer(how)
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    expect(run.calls.filter(isAnswer)).toEqual([
      { method: 'access.deny', args: [sentenceFor('service_unavailable')] },
    ])
    expect(run).toMatchObject({ fetches: 1, output: ['guestlist: refused service_unavailable'] })
  })

  it('because it never answers is given up after 3 s, and an admitted user is logged in', async () => {
    fixture.service.answer(() => undefined)
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user: admitted })
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(run).toMatchObject({ fetches: 1, output: ['guestlist: not granted service_unavailable'] })
  })
})

describe('S57 admitted users and users from before the gate log in with every key, secret and service broken', () => {
  const breakages: [string, (secrets: Record<string, string>) => Record<string, unknown>][] = [
    ['no secrets at all', () => ({})],
    [
      'placeholders for secrets',
      secrets => Object.fromEntries(Object.keys(secrets).map(name => [name, `@@${name}@@`])),
    ],
    ['unusable public keys', secrets => ({ ...secrets, GUESTLIST_HANDOFF_KEYS: '{"keys":[]}' })],
    ['a short key', secrets => ({ ...secrets, GUESTLIST_ACTION_KEY: 'short' })],
    ['a service that is not there', secrets => ({ ...secrets, GUESTLIST_URL: 'http://127.0.0.1:1' })],
    ['a service that fails', secrets => secrets],
  ]

  describe.each(breakages)('with %s', (_, breakSecrets) => {
    it.each([
      ['an admitted user', admitted],
      ['a user from before', fromBefore],
    ])('%s logs in, with and without a handoff', async (_, user) => {
      fixture.service.answer(response => void response.writeHead(500).end())
      const secrets = breakSecrets(fixture.secrets)
      for (const over of [{}, withHandoff(fixture.handoffs.live), withHandoff('junk')]) {
        const run = await fixture.logIn({ user, secrets, ...over })
        expect(callsOf(run, 'access.deny')).toEqual([])
        expect(callsOf(run, 'redirect.sendUserTo')).toEqual([])
        expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
      }
    })

    it('anybody else is refused with the sentence and nothing internal', async () => {
      fixture.service.answer(response => void response.writeHead(500).end())
      const secrets = breakSecrets(fixture.secrets)
      const run = await fixture.logIn({ secrets, ...withHandoff(fixture.handoffs.live) })
      expect(run.calls.filter(isAnswer)).toEqual([
        { method: 'access.deny', args: [sentenceFor('service_unavailable')] },
      ])
    })
  })

  it('even if api itself fails, an admitted user is not refused', async () => {
    const failing = ['idToken.setCustomClaim']
    const run = await fixture.logIn({ user: admitted }, { failing })
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(run.output.join()).not.toContain('secret detail')
  })

  it('if api fails for somebody else, that is a refusal', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live), { failing: ['user.setAppMetadata'] })
    expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('service_unavailable')]])
  })
})

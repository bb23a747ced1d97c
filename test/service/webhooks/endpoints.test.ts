import { describe, expect, it } from 'vitest'
import { eventTypes } from '../../../service/ledger/schema/event-types.ts'
import {
  hasLocalEndpoint,
  parseWebhookEndpoints,
  WebhookEndpointsError,
} from '../../../service/webhooks/endpoints.ts'
import { inheritedNames } from '../../contract/inherited-names.ts'

const secretOf = (bytes: number, fill: number) => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`
const endpoint = { url: 'https://hooks.example/guestlist', secret: secretOf(32, 1) }

const parse = (...endpoints: unknown[]) => parseWebhookEndpoints(JSON.stringify(endpoints))

function faultsOf(json: string): readonly string[] {
  try {
    parseWebhookEndpoints(json)
  } catch (error) {
    if (error instanceof WebhookEndpointsError) return error.faults
    throw error
  }
  return []
}
const faults = (...endpoints: unknown[]) => faultsOf(JSON.stringify(endpoints))

describe('webhook endpoints', () => {
  it('hear of every event unless they name some', () => {
    const [all, some] = parse(endpoint, {
      ...endpoint,
      id: 'crm',
      events: ['invitation.accepted', 'invitation.grant_failed'],
    })
    expect(all?.events).toEqual(eventTypes)
    expect(some).toEqual({
      id: 'crm',
      url: endpoint.url,
      secrets: [endpoint.secret],
      events: ['accepted', 'grant_failed'],
    })
  })

  it('have a name that stays as long as the address does', () => {
    const [first] = parse(endpoint)
    const [again] = parse({ ...endpoint, secret: secretOf(24, 2), events: ['invitation.sent'] })
    expect(first?.id).toMatch(/^whe_[\w-]{12}$/)
    expect(again?.id).toBe(first?.id)
    expect(parse({ ...endpoint, url: `${endpoint.url}2` })[0]?.id).not.toBe(first?.id)
  })

  it('have two secrets while one replaces the other', () => {
    const [rotating] = parse({ ...endpoint, previous_secret: secretOf(64, 2) })
    expect(rotating?.secrets).toEqual([endpoint.secret, secretOf(64, 2)])
  })

  it('may be on this machine, which is told apart', () => {
    expect(hasLocalEndpoint(parse(endpoint))).toBe(false)
    expect(hasLocalEndpoint(parse(endpoint, { ...endpoint, url: 'http://localhost:4010/hooks' }))).toBe(true)
    expect(hasLocalEndpoint(parse({ ...endpoint, url: 'https://localhost:4010/hooks' }))).toBe(false)
  })

  it.each(inheritedNames)('S71 have no field %s, and it is named', name => {
    const json = JSON.stringify([endpoint])
    expect(faultsOf(json.replace('{', `{"${name}":1,`))).toEqual([`[0].${name} is not known`])
    expect(faultsOf(`{"${name}":1}`)).toEqual([`.${name} is not known`])
  })

  it('may be none', () => {
    expect(parse()).toEqual([])
  })

  it.each([
    ['http://hooks.example/', '[0].url must begin with https://'],
    ['http://127.0.0.1:4010/', '[0].url must begin with https://'],
    ['http://localhost.evil.example/', '[0].url must begin with https://'],
    ['ftp://hooks.example/', '[0].url must begin with https://'],
    ['hooks.example', '[0].url must be an address'],
    ['https://user:word@hooks.example/', '[0].url must not hold a user or a password'],
    ['https://user@hooks.example/', '[0].url must not hold a user or a password'],
    ['https://:word@hooks.example/', '[0].url must not hold a user or a password'],
    ['https://10.0.0.1/', '[0].url must not lead to a private'],
    ['https://0x7f.1/', '[0].url must not lead to a private'],
    ['https://2130706433/', '[0].url must not lead to a private'],
    ['https://[::1]/', '[0].url must not lead to a private'],
    ['https://[::ffff:169.254.169.254]/', '[0].url must not lead to a private'],
  ])('S59 are refused at %s', (url, fault) => {
    expect(faults({ ...endpoint, url })).toEqual([expect.stringContaining(fault)])
  })

  it.each([
    [{ id: 'a'.repeat(40) }, []],
    [{ id: 'a'.repeat(41) }, ['[0].id must be 1 to 40 letters, digits, - or _']],
    [{ id: '' }, ['[0].id must be 1 to 40 letters, digits, - or _']],
    [{ secret: secretOf(24, 1) }, []],
    [{ secret: secretOf(64, 1) }, []],
  ])('have names and secrets of any length that is allowed, and of no other: %#', (fields, expected) => {
    expect(faults({ ...endpoint, ...fields })).toEqual(expected)
  })

  it.each([
    ['too short', secretOf(23, 1)],
    ['too long', secretOf(65, 1)],
    ['without its prefix', Buffer.alloc(32, 1).toString('base64')],
    ['not base64', `whsec_${'-'.repeat(40)}`],
    ['base64 that breaks off', `whsec_${'A'.repeat(33)}`],
  ])('are refused with a secret that is %s', (_what, secret) => {
    expect(faults({ ...endpoint, secret })).toEqual([
      '[0].secret must be whsec_ and base64 of 24 to 64 bytes',
    ])
  })

  it('are refused with all their faults at once, and without a word of what they hold', () => {
    const found = faults(
      { ...endpoint, url: 'http://canary.example' },
      { ...endpoint, id: 'canary canary', secret: 'whsec_canary', events: ['invitation.canary'] },
      { secret: endpoint.secret, canary: 1 },
      'canary',
    )
    const places = ['[0].url', '[1].id', '[1].secret', '[1].events[0]', '[2].url', '[2] has', '[3] must']
    for (const place of places) expect(found.filter(fault => fault.startsWith(place))).toHaveLength(1)
    expect(found).toHaveLength(places.length)
    expect(found.join()).not.toContain('canary')
  })

  it.each([
    ['with one name twice', { ...endpoint, id: 'crm' }, { ...endpoint, url: 'https://b.example', id: 'crm' }],
    ['with one address twice and no names', endpoint, endpoint],
    ['whose new secret is the old one', { ...endpoint, previous_secret: endpoint.secret }],
    ['that want to hear of nothing', { ...endpoint, events: [] }],
  ])('are refused %s', (_what, ...endpoints) => {
    expect(faults(...endpoints)).toHaveLength(1)
  })

  it.each(['{', '{}', '"canary"', 'null'])('are refused when they are no list: %s', json => {
    expect(faultsOf(json)).toHaveLength(1)
    expect(faultsOf(json).join()).not.toContain('canary')
  })
})

import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { findClientNetwork } from '../../../service/http/client-network.ts'

/** What the service takes for the client of a request. */
async function ask(options: { forwarded?: string; socket?: string; proxies?: number }) {
  const { forwarded, socket, proxies = 1 } = options
  const app = new Hono().get('/', c => c.text(String(findClientNetwork(c, proxies))))
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const env = socket === undefined ? {} : { incoming: { socket: { remoteAddress: socket } } }
  return (await app.request('/', { headers }, env)).text()
}

describe('the network of a client', () => {
  test('is that of the connection where no proxy stands before the service, whatever the client says', async () => {
    expect(await ask({ proxies: 0, socket: '203.0.113.9', forwarded: '198.51.100.1' })).toBe('203.0.113.9')
  })

  test('is what the last of the proxies was told by nobody else', async () => {
    const forwarded = '1.1.1.1, 198.51.100.7, 10.0.0.2'
    expect(await ask({ proxies: 1, socket: '10.0.0.1', forwarded })).toBe('10.0.0.2')
    expect(await ask({ proxies: 2, socket: '10.0.0.1', forwarded })).toBe('198.51.100.7')
  })

  test('is that of the connection where the proxies said less than they should, or nonsense', async () => {
    for (const forwarded of ['', '198.51.100.1', 'unknown, 10.0.0.2', '<script>, 10.0.0.2'])
      expect(await ask({ proxies: 2, socket: '10.0.0.1', forwarded })).toBe('10.0.0.1')
  })

  test('is unknown where nobody says', async () => {
    expect(await ask({})).toBe('undefined')
  })

  test.each([
    ['203.0.113.9:4711', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:12:34:5678:9abc:def0:1', '2001:db8:12:34::/64'],
    ['2001:DB8:0012:0034::1', '2001:db8:12:34::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[2001:db8::1]:4711', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('of %s is %s', async (address, network) => {
    expect(await ask({ forwarded: address })).toBe(network)
    expect(await ask({ forwarded: address, socket: '10.0.0.1' })).toBe(network)
  })

  test('is the same for all addresses that one person may choose from', async () => {
    expect(await ask({ forwarded: '2001:db8:1:2::1' })).toBe(await ask({ forwarded: '2001:db8:1:2:ffff::9' }))
    expect(await ask({ forwarded: '2001:db8:1:2::1' })).not.toBe(await ask({ forwarded: '2001:db8:1:3::1' }))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLoopbackAddress, isPublicAddress } from '../../../service/webhooks/is-public-address.ts'

const toIPv4 = (bytes: readonly number[]) => bytes.join('.')

describe('S59 an address', () => {
  it.each([
    ['this machine', '127.0.0.1', '127.1.2.3', '0.0.0.0', '0.1.2.3', '::1', '::'],
    ['a private network', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
    ['a network of a carrier', '100.64.0.1', '100.127.255.254'],
    ['link-local', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    ['unique local', 'fc00::1', 'fd12:3456:789a::1'],
    ["a cloud's metadata", '169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
    ["a cloud's metadata in IPv6", 'fd00:ec2::254', 'fd20:ce::254'],
    ['multicast or broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
    ['for documents and benchmarks', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1'],
    ['IPv4 mapped into IPv6', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe'],
    ['IPv4 in another disguise', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::1'],
    ['no address', '', 'localhost', '1.2.3', '0x7f.0.0.1', '127.1', '2130706433', '[::1]', 'example.com'],
  ])('that is %s is not public', (_what, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1'])(
    'of the internet is public: %s',
    address => expect(isPublicAddress(address)).toBe(true),
  )

  it.each(['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '3000::1'])(
    'of the internet in IPv6 is public: %s',
    address => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    ['0.0.0.0', '0.255.255.255', '1.0.0.0'],
    ['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
    ['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
    ['127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
    ['168.63.129.16', '168.63.129.16', '168.63.129.15', '168.63.129.17'],
    ['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
    ['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
    ['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
    ['192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
    ['192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
    ['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
    ['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
    ['198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
    ['203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
    ['224.0.0.0', '239.255.255.255', '223.255.255.255'],
    ['240.0.0.0', '255.255.255.255'],
    ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2000:ffff::', '2001:200::'],
    ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db7:ffff::', '2001:db9::'],
    ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:ffff::', '2003::'],
    ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '3ffe:ffff::', '3fff:1000::'],
    ['4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2000::'],
  ])('is not public from %s to %s, and next to these it is', (first, last, ...neighbours) => {
    expect([first, last].filter(isPublicAddress)).toEqual([])
    expect(neighbours.filter(address => !isPublicAddress(address))).toEqual([])
  })

  it('with a zone is not public, whatever it would be without', () => {
    expect(isPublicAddress('2606:4700:4700::1111')).toBe(true)
    const zones = ['%eth0', '%1', '%'].map(zone => `2606:4700:4700::1111${zone}`)
    expect(zones.filter(isPublicAddress)).toEqual([])
  })

  it('is never public when it is any IPv4 address written as IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), bytes => {
        expect(isPublicAddress(`::ffff:${toIPv4(bytes)}`)).toBe(false)
        expect(isPublicAddress(`::${toIPv4(bytes)}`)).toBe(false)
      }),
    )
  })

  it('is this machine only on the loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].filter(isLoopbackAddress)).toHaveLength(3)
    expect(
      ['10.0.0.1', '::ffff:127.0.0.1', '128.0.0.1', '127.0.0.1.example'].filter(isLoopbackAddress),
    ).toEqual([])
  })
})

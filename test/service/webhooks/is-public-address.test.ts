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

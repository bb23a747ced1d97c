import type { ServerResponse } from 'node:http'
import { getDefaultAutoSelectFamily, setDefaultAutoSelectFamily } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Resolve } from '../../../service/webhooks/checked-addresses.ts'
import {
  createWebhookSender,
  type SenderOptions,
  WEBHOOK_TIMEOUT_MS,
} from '../../../service/webhooks/webhook-sender.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { makeCertificate, type Receiver, startReceiver } from './receiver.ts'

/** A name that no resolver knows: whoever reaches the receiver by it was told the address. */
const HOST = 'hooks.example'
const certificate = await makeCertificate(HOST)
const loopback = { address: '127.0.0.1', family: 4 }

const open: Receiver[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(receiver => receiver.close()))
})

async function receive(tls?: typeof certificate): Promise<Receiver> {
  const receiver = await startReceiver(tls)
  open.push(receiver)
  return receiver
}

/** A sender as the service has it, but for its resolver. */
function createStrictSender(resolve: Resolve) {
  return createWebhookSender({
    clock: createManualClock(),
    resolve,
    allowsLocalhost: true,
    certificateAuthority: certificate.cert,
  })
}

/** A sender for which the loopback stands for the internet; the resolver is the test's own. */
function createScene(resolve: Resolve, options: Partial<SenderOptions> = {}) {
  const clock: ManualClock = createManualClock()
  const send = createWebhookSender({
    clock,
    resolve,
    allowsLocalhost: false,
    isPublic: address => address === '127.0.0.1',
    certificateAuthority: certificate.cert,
    ...options,
  })
  return {
    clock,
    post: (url: string, body = '{}') => send({ url, headers: { 'content-type': 'application/json' }, body }),
  }
}

const never: Resolve = () => Promise.reject(new TypeError('not to be asked'))

describe('the sender of webhooks', () => {
  it('makes one POST with the body as it is, to the name that it was given', async () => {
    const receiver = await receive(certificate)
    const { post, clock } = createScene(async () => [loopback])
    const result = await post(`https://${HOST}:${receiver.port}/in?x=1`, '{"name":"Zoë"}')
    expect(result).toEqual({ outcome: 'answered', status: 204, retryAfterMs: undefined })
    expect(receiver.received).toMatchObject([
      {
        path: 'POST /in?x=1',
        body: '{"name":"Zoë"}',
        headers: { host: `${HOST}:${receiver.port}`, 'content-type': 'application/json' },
      },
    ])
    expect(clock.pending()).toBe(0)
  })

  it('tells the status and how long the receiver wants to be left alone', async () => {
    const receiver = await receive(certificate)
    receiver.answer(response => response.writeHead(503, { 'retry-after': '120' }).end('canary'))
    const { post } = createScene(async () => [loopback])
    const result = await post(`https://${HOST}:${receiver.port}/`)
    expect(result).toEqual({ outcome: 'answered', status: 503, retryAfterMs: 120_000 })
  })

  it('tells when nobody listens, and when the name is unknown', async () => {
    const receiver = await receive(certificate)
    const { port } = receiver
    await receiver.close()
    const { post } = createScene(async () => [loopback])
    expect(await post(`https://${HOST}:${port}/`)).toEqual({ outcome: 'failed', code: 'unreachable' })
    for (const resolve of [async () => [], () => Promise.reject(new Error('ENOTFOUND'))])
      expect(await createScene(resolve).post(`https://${HOST}/`)).toEqual({
        outcome: 'failed',
        code: 'unresolvable',
      })
  })

  it('believes no certificate but one for this name by a known authority', async () => {
    const foreign = await makeCertificate(HOST)
    const receiver = await receive(foreign)
    const { post } = createScene(async () => [loopback])
    expect(await post(`https://${HOST}:${receiver.port}/`)).toEqual({ outcome: 'failed', code: 'untrusted' })
    const other = await receive(certificate)
    expect(await post(`https://other.example:${other.port}/`)).toEqual({
      outcome: 'failed',
      code: 'untrusted',
    })
    expect([...receiver.received, ...other.received]).toEqual([])
  })

  it('gives up after five seconds, whatever takes so long', async () => {
    const receiver = await receive(certificate)
    receiver.answer(() => {})
    const slow = createScene(async () => [loopback])
    const unanswered = slow.post(`https://${HOST}:${receiver.port}/`)
    await receiver.waitFor(1)
    await slow.clock.advance(WEBHOOK_TIMEOUT_MS - 1)
    expect(slow.clock.pending()).toBe(1)
    await slow.clock.advance(1)
    expect(await unanswered).toEqual({ outcome: 'failed', code: 'timeout' })

    const lost = createScene(() => new Promise(() => {}))
    const unresolved = lost.post(`https://${HOST}/`)
    await lost.clock.advance(WEBHOOK_TIMEOUT_MS)
    expect(await unresolved).toEqual({ outcome: 'failed', code: 'timeout' })
  })

  it('goes by the status when the rest of the answer never ends', async () => {
    const receiver = await receive(certificate)
    receiver.answer(response => response.writeHead(200).write('x'))
    const clock = createManualClock()
    let tellHeadIsRead = () => {}
    const headIsRead = new Promise<void>(resolve => {
      tellHeadIsRead = resolve
    })
    const now = () => {
      tellHeadIsRead()
      return clock.now()
    }
    const { post } = createScene(async () => [loopback], { clock: { ...clock, now } })
    const result = post(`https://${HOST}:${receiver.port}/`)
    await headIsRead
    await clock.advance(WEBHOOK_TIMEOUT_MS)
    expect(await result).toMatchObject({ outcome: 'answered', status: 200 })
  })

  it('reads no more than a little of a long answer', async () => {
    const receiver = await receive(certificate)
    let written = 0
    const cutOff = new Promise<void>(resolve =>
      receiver.answer(response => {
        response.writeHead(200)
        const write = () => {
          written += 65_536
          response.write(Buffer.alloc(65_536), error => (error ? resolve() : write()))
        }
        response.on('close', resolve)
        write()
      }),
    )
    const { post } = createScene(async () => [loopback])
    const result = await post(`https://${HOST}:${receiver.port}/`)
    expect(result).toMatchObject({ outcome: 'answered', status: 200 })
    await cutOff
    expect(written).toBeLessThan(64 * 1024 * 1024)
  })
})

describe('an answer that is none', () => {
  it('by a receiver that goes over to another protocol counts as no answer', async () => {
    const receiver = await receive(certificate)
    receiver.answer(response => {
      response.socket?.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      )
    })
    const { post, clock } = createScene(async () => [loopback])
    const result = await post(`https://${HOST}:${receiver.port}/`)
    expect(result).toEqual({ outcome: 'failed', code: 'unreachable' })
    expect(clock.pending()).toBe(0)
  })

  it('because it breaks off before its status counts as none, and as an answer after it', async () => {
    const receiver = await receive(certificate)
    receiver.answer(response => response.socket?.destroy())
    const { post } = createScene(async () => [loopback])
    const url = `https://${HOST}:${receiver.port}/`
    expect(await post(url)).toEqual({ outcome: 'failed', code: 'unreachable' })
    receiver.answer(response => {
      response.writeHead(200, { 'content-length': '9' }).write('x', () => response.socket?.destroy())
    })
    expect(await post(url)).toMatchObject({ outcome: 'answered', status: 200 })
  })

  it('is read to its end where it is short, so that the receiver need not take us for lost', async () => {
    const receiver = await receive(certificate)
    let first: ServerResponse | undefined
    receiver.answer(response => {
      if (first) {
        response.writeHead(204).end()
        return
      }
      first = response.writeHead(200)
      first.write(Buffer.alloc(1024))
    })
    const { post } = createScene(async () => [loopback])
    const url = `https://${HOST}:${receiver.port}/`
    const result = post(url)
    await receiver.waitFor(1)
    // Another whole round trip later the beginning of the first answer has long been read.
    expect(await post(url)).toMatchObject({ status: 204 })
    expect(first?.destroyed).toBe(false)
    first?.end()
    expect(await result).toMatchObject({ status: 200 })
  })

  it('is not waited for once 16 kB of it have come, and a byte', { timeout: 5_000 }, async () => {
    const receiver = await receive(certificate)
    receiver.answer(response => response.writeHead(200).write(Buffer.alloc(16 * 1024 + 1)))
    const { post } = createScene(async () => [loopback])
    // The clock stands still: nothing but its length can end it.
    expect(await post(`https://${HOST}:${receiver.port}/`)).toMatchObject({ status: 200 })
  })
})

describe('S59 a webhook target', () => {
  it.each([301, 302, 307, 308])('S59 that answers with a redirect (%i) is not followed', async status => {
    const elsewhere = await receive(certificate)
    const receiver = await receive(certificate)
    receiver.answer(response =>
      response.writeHead(status, { location: `https://${HOST}:${elsewhere.port}/` }).end(),
    )
    const { post } = createScene(async () => [loopback])
    expect(await post(`https://${HOST}:${receiver.port}/`)).toMatchObject({ outcome: 'answered', status })
    expect(elsewhere.received).toEqual([])
  })

  it.each([
    ['loopback', '127.0.0.1'],
    ['a private network', '10.1.2.3'],
    ['link-local', '169.254.10.10'],
    ["a cloud's metadata", '169.254.169.254'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['unique local', 'fd00:ec2::254'],
  ])('S59 that resolves to %s is refused', async (_what, address) => {
    const receiver = await receive(certificate)
    const family = address.includes(':') ? 6 : 4
    const send = createStrictSender(async () => [{ address, family }])
    const result = await send({ url: `https://${HOST}:${receiver.port}/`, headers: {}, body: '{}' })
    expect(result).toEqual({ outcome: 'failed', code: 'address_not_allowed' })
    expect(receiver.received).toEqual([])
  })

  it('S59 with one bad address among good ones is refused', async () => {
    const receiver = await receive(certificate)
    const { post } = createScene(async () => [loopback, { address: '10.0.0.1', family: 4 }])
    expect(await post(`https://${HOST}:${receiver.port}/`)).toEqual({
      outcome: 'failed',
      code: 'address_not_allowed',
    })
    expect(receiver.received).toEqual([])
  })

  it('S59 that resolves to another address the second time (DNS rebinding) is asked for once, and reached at the first', async () => {
    const receiver = await receive(certificate)
    const answers = [loopback, { address: '169.254.169.254', family: 4 }]
    let questions = 0
    const { post } = createScene(async () => answers.slice(questions++, questions))
    expect(await post(`https://${HOST}:${receiver.port}/`)).toMatchObject({ outcome: 'answered' })
    expect(questions).toBe(1)
    // The next message asks again, and is refused by what it is told then.
    expect(await post(`https://${HOST}:${receiver.port}/`)).toMatchObject({ code: 'address_not_allowed' })
    expect(receiver.received).toHaveLength(1)
  })

  it.each(['127.0.0.1', '[::1]', '[::ffff:7f00:1]', '0x7f.1', '2130706433', '169.254.169.254'])(
    'S59 that is a bad address itself is refused: %s',
    async host => {
      const receiver = await receive(certificate)
      const url = `https://${host}:${receiver.port}/`
      expect(await createStrictSender(never)({ url, headers: {}, body: '{}' })).toEqual({
        outcome: 'failed',
        code: 'address_not_allowed',
      })
      expect(receiver.received).toEqual([])
    },
  )

  it('S59 is reached at the first address that was checked where Node asks for one only', async () => {
    const receiver = await receive(certificate)
    const usual = getDefaultAutoSelectFamily()
    // As with --no-network-family-autoselection.
    setDefaultAutoSelectFamily(false)
    try {
      const { post } = createScene(async () => [loopback])
      expect(await post(`https://${HOST}:${receiver.port}/`)).toMatchObject({ status: 204 })
    } finally {
      setDefaultAutoSelectFamily(usual)
    }
    expect(receiver.received).toHaveLength(1)
  })

  it('S59 without https is refused before its name is looked up', async () => {
    const { post } = createScene(never, { allowsLocalhost: true })
    for (const url of ['http://hooks.example/', 'http://127.0.0.1/', 'http://localhost.evil.example/'])
      expect(await post(url)).toEqual({ outcome: 'failed', code: 'address_not_allowed' })
  })
})

describe('http://localhost as a webhook target', () => {
  it('is reached when the service itself runs there', async () => {
    const receiver = await receive()
    const send = createStrictSender(async () => [loopback])
    const url = `http://localhost:${receiver.port}/in`
    expect(await send({ url, headers: {}, body: '{}' })).toMatchObject({ status: 204 })
    expect(receiver.received).toHaveLength(1)
  })

  it('S59 is refused everywhere else', async () => {
    const receiver = await receive()
    const { post } = createScene(async () => [loopback])
    expect(await post(`http://localhost:${receiver.port}/in`)).toMatchObject({ code: 'address_not_allowed' })
    expect(receiver.received).toEqual([])
  })

  it('S59 is refused when the name leads elsewhere, also to what is allowed for https', async () => {
    const receiver = await receive()
    const mapped = { address: '::ffff:127.0.0.1', family: 6 }
    const { post } = createScene(async () => [mapped], { allowsLocalhost: true, isPublic: () => true })
    expect(await post(`http://localhost:${receiver.port}/`)).toMatchObject({ code: 'address_not_allowed' })
    expect(receiver.received).toEqual([])
  })
})

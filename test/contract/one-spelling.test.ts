import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { signHandoffToken, verifyHandoffToken } from '../../contract/handoff-token.ts'
import { signLinkToken, verifyLinkToken } from '../../contract/link-token.ts'
import { createKeyFixture, type KeyFixture } from './token-fixtures.ts'

const scope = { issuer: 'https://guestlist.example', audience: 'tenant.eu.auth0.com' }
const now = new Date('2026-11-20T10:14:59.233Z')
const expiresAt = new Date('2026-11-20T10:15:00Z')
const id = 'AAECAwQFBgcICQoLDA0ODw'
const linkClaims = { invitationId: 'inv_0123456789', generation: 3, issuedAt: now, expiresAt }
let keys: KeyFixture

/** Each kind of token, in its one spelling, with what reads it; `payload` is the text that is signed in it. */
const kinds = [
  {
    type: 'handoff',
    payload: `{"jti":"${id}","exp":1795169700}`,
    make: () => signHandoffToken({ id, expiresAt }, keys.signingKey),
    read: (token: string) => verifyHandoffToken(token, keys.verificationKeys, now),
  },
  {
    type: 'link',
    payload:
      '{"iss":"https://guestlist.example","aud":"tenant.eu.auth0.com","jti":"inv_0123456789","gen":3,"iat":1795169699,"exp":1795169700}',
    make: () => signLinkToken(linkClaims, scope, keys.signingKey),
    read: (token: string) => verifyLinkToken(token, scope, keys.verificationKeys),
  },
] as const

beforeAll(async () => {
  keys = await createKeyFixture()
})

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')
const headerOf = (type: string) => `{"alg":"EdDSA","kid":"k1","typ":"${type}"}`

/** Signs two parts as they stand, with our own key: nothing but their spelling can be wrong. */
async function sign(header: string, payload: string): Promise<string> {
  const input = Buffer.from(`${header}.${payload}`)
  const signature = await crypto.subtle.sign('Ed25519', keys.signingKey.key, input)
  return `${header}.${payload}.${encode(new Uint8Array(signature))}`
}

/** The same six bits but for those that no byte needs. */
function withUnusedBit(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = part.at(-1) ?? ''
  const other = part.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1]
  return Buffer.from(other, 'base64url').equals(Buffer.from(part, 'base64url')) ? other : ''
}

describe.each(kinds)(
  'S70 a $type token is accepted in exactly one spelling',
  ({ type, payload, make, read }) => {
    const refused = async (token: string, code?: string) => {
      const error = await read(token).then(
        () => `accepted: ${token}`,
        (thrown: { code: string }) => thrown.code,
      )
      if (code) expect(error).toBe(code)
      else expect(['malformed', 'bad_signature']).toContain(error)
    }

    it('which is the one that is signed', async () => {
      const token = await make()
      expect(await sign(encode(headerOf(type)), encode(payload))).toBe(token)
      await expect(read(token)).resolves.toBeDefined()
    })

    it('for any single character that is changed, put in or taken out, it is refused', async () => {
      const token = await make()
      const characters = fc.oneof(
        fc.constantFrom(...'ABCQRSghiwxyz019-_.=+/~* \n\r\t\0'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      )
      const changes = fc.record({
        at: fc.nat(token.length),
        character: characters,
        cut: fc.constantFrom(0, 1),
      })
      await fc.assert(
        fc.asyncProperty(changes, async ({ at, character, cut }) => {
          const changed = token.slice(0, at) + character + token.slice(at + cut)
          if (changed !== token) await refused(changed)
          if (at < token.length) await refused(token.slice(0, at) + token.slice(at + 1))
        }),
        { numRuns: 1_000 },
      )
    })

    it('at every place, no other base64url character passes', async () => {
      const token = await make()
      for (const at of Array.from(token).keys())
        for (const character of ['A', 'B', '_'])
          if (token[at] !== character) await refused(token.slice(0, at) + character + token.slice(at + 1))
    })

    it.each([
      ['a line end', '\n'],
      ['a space', ' '],
      ['padding', '='],
      ['a full stop', '.'],
      ['a null', '\0'],
      ['a byte order mark', '\uFEFF'],
      ['a fourth part', '.AAAA'],
    ])('it is refused with %s in front or behind', async (_, text) => {
      const token = await make()
      await refused(token + text, 'malformed')
      await refused(text + token, 'malformed')
    })

    it('the same signature is refused in another encoding', async () => {
      const [header, payload, signature = ''] = (await make()).split('.')
      const bytes = Buffer.from(signature, 'base64url')
      expect(withUnusedBit(signature)).not.toBe('')
      for (const other of [withUnusedBit(signature), bytes.toString('base64'), `${signature}==`])
        await refused(`${header}.${payload}.${other}`, 'malformed')
    })

    it('the same header or payload is refused in another encoding, also when we ourselves sign it', async () => {
      const [header = '', claims = ''] = (await make()).split('.')
      const padded = (part: string) => part.padEnd(Math.ceil(part.length / 4) * 4, '=')
      const others = (part: string) =>
        [padded(part), withUnusedBit(part), `${part.slice(0, 8)}\n${part.slice(8)}`].filter(
          other => other !== '' && other !== part,
        )
      expect(others(claims).length + others(header).length).toBeGreaterThan(3)
      for (const other of others(header)) await refused(await sign(other, claims), 'malformed')
      for (const other of others(claims)) await refused(await sign(header, other), 'malformed')
    })

    it('for any other text of the same claims, it is refused, also when we ourselves sign it', async () => {
      const claims = Object.entries(JSON.parse(payload) as Record<string, string | number>)
      const space = fc.constantFrom('', ' ', '\n', '\t')
      const texts = fc.record({
        entries: fc.shuffledSubarray(claims, { minLength: claims.length }),
        spaces: fc.array(space, { minLength: claims.length * 2, maxLength: claims.length * 2 }),
        end: space,
      })
      await fc.assert(
        fc.asyncProperty(texts, async ({ entries, spaces, end }) => {
          const members = entries.map(([name, value], at) => {
            return `${spaces[at * 2]}${JSON.stringify(name)}:${spaces[at * 2 + 1]}${JSON.stringify(value)}`
          })
          const text = `{${members.join(',')}}${end}`
          const token = await sign(encode(headerOf(type)), encode(text))
          if (text === payload) await read(token)
          else await refused(token, 'malformed')
        }),
        { numRuns: 200 },
      )
    })

    const withText = (search: string | RegExp, text: string) => payload.replace(search, text)
    it.each([
      ['a claim more', withText('}', ',"sub":"x"}')],
      ['a claim twice, the same', withText('"exp":', '"exp":1795169700,"exp":')],
      ['a claim twice, another first', withText('"jti":', '"jti":"x","jti":')],
      ['__proto__ as a claim', withText('}', ',"__proto__":{}}')],
      ['a claim by an escaped name', withText('"jti"', '"\\u006ati"')],
      ['a value with an escape', withText('"jti":"', '"jti":"\\u0041').replace('\\u0041A', '\\u0041')],
      ['a fraction of nothing', withText('1795169700', '1795169700.0')],
      ['an exponent', withText('1795169700', '17951697e2')],
      ['an end as a text', withText('1795169700', '"1795169700"')],
      ['a byte order mark', `\uFEFF${payload}`],
      ['a null behind', `${payload}\0`],
      ['a list around it', `[${payload}]`],
      ['null', 'null'],
      ['no JSON', payload.slice(1)],
    ])('it is refused with %s, also when we ourselves sign it', async (_, text) => {
      expect(text).not.toBe(payload)
      await refused(await sign(encode(headerOf(type)), encode(text)), 'malformed')
    })

    it('it is refused with bytes that are not UTF-8, also when we ourselves sign them', async () => {
      for (const byte of [0x80, 0xc0, 0xff]) {
        const bytes = Buffer.concat([
          Buffer.from(payload.slice(0, -1)),
          Buffer.from(`,"x":"`),
          Buffer.of(byte),
          Buffer.from('"}'),
        ])
        await refused(await sign(encode(headerOf(type)), encode(bytes)), 'malformed')
      }
    })

    it.each([
      ['in another order', '{"alg":"EdDSA","typ":"#","kid":"k1"}'],
      ['with spaces', '{"alg":"EdDSA", "kid":"k1","typ":"#"}'],
      ['with a content type', '{"alg":"EdDSA","kid":"k1","typ":"#","cty":"JWT"}'],
      ['with a key of its own', '{"alg":"EdDSA","kid":"k1","typ":"#","jwk":{}}'],
      ['with the address of a key', '{"alg":"EdDSA","kid":"k1","typ":"#","jku":"https://evil.example"}'],
      ['with base64 spelt out', '{"alg":"EdDSA","kid":"k1","typ":"#","b64":true,"crit":["b64"]}'],
      ['with a name twice', '{"alg":"EdDSA","kid":"k1","kid":"k1","typ":"#"}'],
      ['that names another algorithm', '{"alg":"none","kid":"k1","typ":"#"}'],
      ['that is null', 'null'],
      ['that is a text', '"k1"'],
      ['that is no JSON', '{"kid":"k1"'],
      ['whose key id is a list', '{"alg":"EdDSA","kid":["k1"],"typ":"#"}'],
      ['with an escape', '{"alg":"EdDSA","kid":"k\\u0031","typ":"#"}'],
    ])('it is refused with a header %s, also when we ourselves sign it', async (_, header) => {
      await refused(await sign(encode(header.replace('#', type)), encode(payload)))
    })
  },
)

describe('S70 what is written at the edges of a claim', () => {
  it('makes a link unreadable where its own bytes are not strict UTF-8', async () => {
    const text = kinds[1].payload.replace('inv_0123456789', 'inv_\uFFFD')
    const header = encode(headerOf('link'))
    // U+FFFD itself is a character like any other; a byte that only decodes to it is not.
    await expect(kinds[1].read(await sign(header, encode(text)))).resolves.toMatchObject({
      invitationId: 'inv_\uFFFD',
    })
    const [before = '', after = ''] = text.split('\uFFFD')
    const bytes = Buffer.concat([Buffer.from(before), Buffer.of(0xff), Buffer.from(after)])
    await expect(kinds[1].read(await sign(header, encode(bytes)))).rejects.toMatchObject({
      code: 'malformed',
    })
  })

  it.each(['-0', '1.5', '9007199254740993', '1e400'])('no link has the generation %s', async number => {
    const text = kinds[1].payload.replace('"gen":3', `"gen":${number}`)
    const token = await sign(encode(headerOf('link')), encode(text))
    await expect(kinds[1].read(token)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('no handoff lives for ever because no date can hold its end', async () => {
    const text = kinds[0].payload.replace('1795169700', String(Number.MAX_SAFE_INTEGER))
    const token = await sign(encode(headerOf('handoff')), encode(text))
    await expect(kinds[0].read(token)).rejects.toMatchObject({ code: 'expired' })
  })
})

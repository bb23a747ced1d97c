import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseEmail } from '../../../service/invitations/model/normalise-address.ts'
import { decideAddress } from '../../../service/policy/decide-address.ts'
import { type DomainRule, isMeantBy, parseDomainRule } from '../../../service/policy/domain-rule.ts'

function rule(text: string): DomainRule {
  const parsed = parseDomainRule(text)
  if (!parsed) throw new TypeError(`no rule: ${text}`)
  return parsed
}

const policy = (allowed: string[] | null, blocked: string[] = []) => ({
  allowedDomains: allowed?.map(rule) ?? null,
  blockedDomains: blocked.map(rule),
})

/** What becomes of an address as somebody typed it; `invalid` is refused before any policy. */
function decide(rules: ReturnType<typeof policy>, typed: string): string {
  const email = normaliseEmail(typed)
  if (email === null) return 'invalid'
  const decision = decideAddress(rules, { email })
  return decision.outcome === 'allowed' ? 'allowed' : decision.limit
}

const only = policy(['example.com', '*.example.org', 'bücher.example'])

describe('S24: a domain rule is enforced on the normalised host', () => {
  it.each([
    'ada@example.com',
    'ada@EXAMPLE.com',
    ' ada@example.com ',
    'ada@mail.example.org',
    'ada@a.b.example.org',
    'ada@bücher.example',
    'ada@xn--bcher-kva.example',
    'ada@BÜCHER.example',
  ])('S24: lets %j be invited', typed => {
    expect(decide(only, typed)).toBe('allowed')
  })

  it.each([
    'ada@evil-example.com',
    'ada@example.com.evil.com',
    'ada@evil.com',
    'ada@example.co',
    'ada@sub.example.com',
    'ada@example.org',
    'ada@evilexample.org',
    'ada@example.org.evil.com',
    'ada@bucher.example',
    'ada@exаmple.com', // A Cyrillic a.
    'ada@xn--exmple-4nf.com',
  ])('S24: does not let %j be invited', typed => {
    expect(decide(only, typed)).toBe('allowed_domains')
  })

  it.each([
    'ada@example.com.',
    'ada@example.com@evil.com',
    'ada@evil.com@example.com',
    '"ada@evil.com"@example.com',
    'ada@ｅxample.com',
    'ada@example。com',
    'ada@example.com\u200b',
    'ada@exam\u00adple.com',
    'ada@[example.com]',
    'ada@example.com/evil.com',
  ])('S24: takes %j for no address at all', typed => {
    expect(decide(only, typed)).toBe('invalid')
  })

  it.each([
    ['ada@EXAMPLE.com', 'example.com'],
    ['ada@a.example.com', '*.example.com'],
    ['ada@bücher.example', 'xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'Bücher.example'],
  ])('S24: blocks %s by the rule %s, however either is written', (typed, blocked) => {
    expect(decide(policy(null, [blocked]), typed)).toBe('blocked_domains')
    expect(decide(policy(['*.example.com', 'example.com', 'bücher.example'], [blocked]), typed)).toBe(
      'blocked_domains',
    )
  })
})

describe('a rule for domains', () => {
  it.each(['', '*', '*.', '*.com', '*.*.example.com', 'a*.example.com', '*example.com', '.example.com'])(
    'is not %j',
    text => {
      expect(parseDomainRule(text)).toBeNull()
    },
  )

  it.each([
    'example.com.',
    'com',
    'ex ample.com',
    '10.0.0.1',
    'example.com/x',
    'ada@example.com',
    'ｅxample.com',
  ])('is not %j', text => {
    expect(parseDomainRule(text)).toBeNull()
  })

  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map(labels => labels.join('.'))

  it('for any two hosts, means one exactly, or everything below it at a dot', () => {
    fc.assert(
      fc.property(host, host, (ruled, candidate) => {
        const labels = candidate.split('.')
        const parents = labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
        expect(isMeantBy(rule(ruled), candidate)).toBe(ruled === candidate)
        expect(isMeantBy(rule(`*.${ruled}`), candidate)).toBe(parents.includes(ruled))
      }),
    )
  })

  it('for any host, means what is below it and not what ends or begins like it', () => {
    fc.assert(
      fc.property(host, label, (ruled, other) => {
        const below = rule(`*.${ruled}`)
        expect(isMeantBy(below, `${other}.${ruled}`)).toBe(true)
        expect(isMeantBy(below, `${other}${ruled}`)).toBe(false)
        expect(isMeantBy(below, `${other}-${ruled}`)).toBe(false)
        expect(isMeantBy(below, `${ruled}.${other}.test`)).toBe(false)
        expect(isMeantBy(rule(ruled), `${ruled}.${other}.test`)).toBe(false)
      }),
    )
  })
})

describe('recipients without an address', () => {
  it('that are a domain follow the same rules', () => {
    expect(decideAddress(only, { domain: 'example.com' })).toEqual({ outcome: 'allowed' })
    expect(decideAddress(only, { domain: 'evil-example.com' })).toMatchObject({ limit: 'allowed_domains' })
    expect(decideAddress(policy(null, ['*.test.example']), { domain: 'a.test.example' })).toMatchObject({
      limit: 'blocked_domains',
    })
  })

  it('that are nobody yet may always be made: their addresses are judged later', () => {
    expect(decideAddress(only, { email: null, phoneNumber: null, domain: null })).toEqual({
      outcome: 'allowed',
    })
  })

  it('that are telephones are no way around a list of domains', () => {
    expect(decideAddress(only, { phoneNumber: '+491701234567' })).toMatchObject({ limit: 'allowed_domains' })
    expect(decideAddress(policy(null, ['example.com']), { phoneNumber: '+491701234567' })).toEqual({
      outcome: 'allowed',
    })
  })
})

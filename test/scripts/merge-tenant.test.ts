import { describe, expect, it } from 'vitest'
import { mergeBindings, mergeEnabledClients, mergePartials } from '../../scripts/deploy/merge-tenant.ts'

const binding = (action_name: string, display_name = action_name) => ({ action_name, display_name })

describe('bindings of a trigger', () => {
  it('are ours first, then the others in their order', () => {
    expect(mergeBindings([binding('ours')], [binding('b'), binding('a')])).toEqual([
      binding('ours'),
      binding('b'),
      binding('a'),
    ])
  })

  it('hold ours once, in first place, after a second deployment', () => {
    expect(mergeBindings([binding('ours')], [binding('a'), binding('ours', 'renamed')])).toEqual([
      binding('ours'),
      binding('a'),
    ])
  })
})

describe('applications of a connection', () => {
  it('are ours by name and all others by id, each once', () => {
    const clients = [
      { client_id: 'g', name: 'Guestlist' },
      { client_id: 's', name: 'Shop' },
    ]
    expect(mergeEnabledClients(['Guestlist'], ['s', 'g', 'gone'], clients)).toEqual([
      'Guestlist',
      's',
      'gone',
    ])
  })
})

describe('partials', () => {
  const field = '<input type="text" name="ulp-invite" value="new">'
  const ours = { signup: { signup: { 'form-content-end': field } } }

  it('are ours where the tenant has none', () => {
    expect(mergePartials(ours, {})).toEqual(ours)
  })

  it('keep what the tenant has on other screens and entry points of the same prompt', () => {
    const existing = { signup: { signup: { 'form-footer-end': 'x' }, other: { 'form-footer-end': 'y' } } }
    expect(mergePartials(ours, existing)).toEqual({
      signup: {
        signup: { 'form-content-end': field, 'form-footer-end': 'x' },
        other: { 'form-footer-end': 'y' },
      },
    })
  })

  it('replace our older field in a text and keep the rest of it', () => {
    const text = '<b>Terms</b>\n<input type="text" name="ulp-invite" value="old">\n<i>More</i>'
    const merged = mergePartials(ours, { signup: { signup: { 'form-content-end': text } } })
    expect(merged.signup?.signup?.['form-content-end']).toBe(`<b>Terms</b>\n<i>More</i>\n${field}`)
  })

  it('do not grow when they are deployed again', () => {
    const once = mergePartials(ours, { signup: { signup: { 'form-content-end': 'Terms' } } })
    expect(mergePartials(ours, once)).toEqual(once)
  })
})

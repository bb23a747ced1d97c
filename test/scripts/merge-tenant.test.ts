import { describe, expect, it } from 'vitest'
import { mergeBindings, mergePartials, removeField } from '../../scripts/deploy/merge-tenant.ts'

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

  it('are what they were, to the letter, when our field is taken out again', () => {
    const existing = {
      signup: { 'form-content-end': 'Terms', 'form-footer-end': ' spaced ' },
      other: { 'form-content-end': 'x' },
    }
    const merged = mergePartials(ours, { signup: existing })
    expect(removeField(merged.signup ?? {})).toEqual(existing)
    expect(removeField(mergePartials(ours, {}).signup ?? {})).toEqual({})
  })
})

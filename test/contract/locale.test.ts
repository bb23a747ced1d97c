import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseLocale, locales } from '../../contract/locale.ts'

describe('the language for a person', () => {
  it.each([
    [['fr'], 'fr'],
    [['pt-BR'], 'pt'],
    [['ja_JP'], 'ja'],
    [['DE-at'], 'de'],
    [['it', 'es-MX'], 'es'],
    [[['it', 'fr-CA'], 'de'], 'fr'],
    [[undefined, undefined, 'de-DE,de;q=0.9,en;q=0.8'], 'de'],
    [['nl, ja;q=0.8, en;q=0.5'], 'ja'],
    [['fr ja'], 'fr'],
    [['fr;q=0'], 'en'],
    [['fr; q=0, de;q=0.1'], 'de'],
    [['fr;q=0.0, fr-CA;q=0.000, ja ;q=0.2'], 'ja'],
    [['en;q=0.2, de ; q = 0.9, fr;q=0.5'], 'de'],
    [['es;q=0.5, fr;q=0.5'], 'es'],
    [['*;q=0.1, pt;q=0.05'], 'pt'],
    [['de;level=1;q=0.3, fr'], 'fr'],
    [['en', 'fr'], 'en'],
    [['it'], 'en'],
    [[''], 'en'],
    [[], 'en'],
    [['french'], 'en'],
  ])('by the wishes %j is %s', (wishes, locale) => {
    expect(chooseLocale(...wishes)).toBe(locale)
  })

  it('for any wishes is one of ours', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), wishes => {
        expect(locales).toContain(chooseLocale(...wishes))
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { hasPlaceholder } from '../../contract/placeholder.ts'

describe('a placeholder', () => {
  it.each(['##KEY##', '@@KEY@@', 'https://##HOST##/x', '"@@GUESTLIST_HANDOFF_KEYS@@"', '##A1_B##'])(
    'is found in %j',
    text => {
      expect(hasPlaceholder(text)).toBe(true)
    },
  )

  it.each(['', 'KEY', '##', '####', '# KEY #', '## KEY ##', '@@', 'a@@b', '##KEY@@'])(
    'is not found in %j',
    text => {
      expect(hasPlaceholder(text)).toBe(false)
    },
  )
})

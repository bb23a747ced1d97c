import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInheritedKey, isInheritedName } from '../../contract/inherited-name.ts'
import { inheritedNames } from './inherited-names.ts'

describe('S71 a name that objects have already', () => {
  it.each(inheritedNames)('is %s', name => {
    expect(isInheritedName(name)).toBe(true)
    expect(isInheritedName(name.toUpperCase())).toBe(false)
    expect(isInheritedName(` ${name}`)).toBe(false)
  })

  it('is no other name of a new object or class', () => {
    const others = ['__proto', 'proto', 'Constructor', 'guestlist', 'plan', '', 'length', 'name', 'apply']
    for (const name of others) expect(isInheritedName(name)).toBe(false)
  })

  it('is found in parsed JSON at any depth, with where it stands', () => {
    const json = (text: string) => findInheritedKey(JSON.parse(text))
    expect(json('{"__proto__":1}')).toEqual({ key: '__proto__', path: '__proto__' })
    expect(json('{"a":{"b":[0,{"constructor":1}]}}')).toEqual({
      key: 'constructor',
      path: 'a.b.1.constructor',
    })
    expect(json('{"a":{"ann@example.com":{"toString":1}}}')).toEqual({
      key: 'toString',
      path: 'a.?.toString',
    })
    for (const text of ['{}', '[]', 'null', '"__proto__"', '["constructor"]', '{"a":"prototype"}'])
      expect(json(text)).toBeUndefined()
  })

  it('is found however deep, without a stack that could overflow', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}{"__proto__":1}${'}'.repeat(5_000)}`)
    expect(findInheritedKey(deep)?.key).toBe('__proto__')
  })

  it('for any JSON, is found exactly where its text has such a key', () => {
    const key = fc.oneof(fc.constantFrom(...inheritedNames), fc.string({ maxLength: 3 }))
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('1', '"constructor"', 'null'),
        fc.array(tie('tree'), { maxLength: 3 }).map(items => `[${items.join(',')}]`),
        fc
          .uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 3, selector: ([name]) => name })
          .map(
            entries => `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`,
          ),
      ),
    }))
    fc.assert(
      fc.property(tree, text => {
        const hasKey = inheritedNames.some(name => String(text).includes(`"${name}":`))
        expect(findInheritedKey(JSON.parse(String(text))) !== undefined).toBe(hasKey)
      }),
    )
  })
})

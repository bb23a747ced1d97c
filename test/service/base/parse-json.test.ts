import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_DEPTH, parseJson } from '../../../service/base/kept-json.ts'

const nested = (depth: number, [open, close]: readonly [string, string], inner = '1') =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`
const lists = ['[', ']'] as const
const objects = ['{"a":', '}'] as const

describe('S66 JSON', () => {
  test.each([
    ['lists', lists],
    ['objects', objects],
  ])('S66 is 64 deep at most: %s', (_, signs) => {
    expect(parseJson(nested(MAX_JSON_DEPTH, signs))).toEqual(JSON.parse(nested(MAX_JSON_DEPTH, signs)))
    expect(() => parseJson(nested(MAX_JSON_DEPTH + 1, signs))).toThrow(SyntaxError)
  })

  test('S66 of a million brackets is refused without anybody calling themselves for each', () => {
    for (const text of [
      '['.repeat(1e6),
      nested(1e6, lists),
      nested(1e5, objects),
      `{"a":${nested(1e6, lists)}}`,
    ]) {
      const before = process.cpuUsage()
      expect(() => parseJson(text)).toThrow(SyntaxError)
      const { user, system } = process.cpuUsage(before)
      expect(user + system).toBeLessThan(50_000)
    }
  })

  test('S66 counts what is open at once, not what there is altogether, and nothing within texts', () => {
    expect(parseJson(`[${Array(1_000).fill(nested(60, lists)).join()}]`)).toHaveLength(1_000)
    const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`
    expect(parseJson(JSON.stringify([text, { [text]: text }]))).toEqual([text, { [text]: text }])
    expect(parseJson('"\\\\"')).toBe('\\')
    expect(() => parseJson(`["\\\\",${nested(64, lists)}]`)).toThrow(SyntaxError)
  })

  test('S66 is read as JSON.parse does, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), text => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
    fc.assert(
      fc.property(fc.string(), text => {
        const parse = (read: (text: string) => unknown) => {
          try {
            return JSON.stringify(read(text))
          } catch (error) {
            return (error as Error).name
          }
        }
        expect(parse(parseJson)).toBe(parse(JSON.parse))
      }),
    )
  })
})

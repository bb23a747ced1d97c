import vm from 'node:vm'
import { transform } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

/** Of hostile strings: what grows with the square of it takes seconds, what is linear less than a millisecond. */
const LENGTH = 100_000
const TIMEOUT_MS = 1_000
/** Of the strings that an expression matches, for what stands before and after what is repeated. */
const SAMPLES = 3

interface Expression {
  source: string
  flags: string
  path: string
}

/**
 * Expressions that take more than linear time, each with what keeps their input short. None may be added without the
 * line that measures before it.
 */
const measured: Readonly<Record<string, string>> = {
  '^\\s*(app|user)[_ -]?metadata\\s*[.:]\\s*(.+?)\\s*$': 'imports/columns.ts: MAX_READ_TITLE_LENGTH',
}

/** What may stand before an expression; anything else makes the slash a division. */
const BEFORE = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|=>|\b(?:return|typeof|case|in|of))$/

/** Every expression in a text of JavaScript, as esbuild writes it, those within template literals too. */
function findExpressions(text: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = []
  /** Depth of braces in the code of each template literal that is open; -1 for its text. */
  const open: number[] = [0]
  let before = ''
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 4_000)
    const depth = open.at(-1) ?? 0
    if (depth === -1) {
      const [part = '`'] = /^(?:`|\$\{|\\[\s\S]|[^`$\\]+|\$)/.exec(rest) ?? []
      if (part === '`') open.pop()
      if (part === '${') open.push(0)
      before = part === '${' ? '{' : ')'
      at += part.length
      continue
    }
    const skipped = /^(?:\s+|\/\*[\s\S]*?\*\/|\/\/[^\n]*)/.exec(rest)?.[0]
    if (skipped) {
      at += skipped.length
      continue
    }
    const expression = BEFORE.test(before)
      ? /^\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/.exec(rest)
      : undefined
    const [token = '/', source, flags = ''] =
      expression ?? /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w$]+|[\s\S])/.exec(rest) ?? []
    if (source !== undefined) found.push({ source, flags: flags.replace(/[gy]/g, '') })
    if (token === '`') open.push(-1)
    else if (token === '{') open[open.length - 1] = depth + 1
    else if (token === '}' && depth === 0) open.pop()
    else if (token === '}') open[open.length - 1] = depth - 1
    before = source === undefined ? token : ')'
    at += token.length
  }
  return found
}

async function readExpressions(): Promise<Expression[]> {
  const files = readSourceFiles(['contract', 'actions', 'service'])
  const all = await Promise.all(
    files.map(async ({ path, text }) => {
      const loader = path.endsWith('x') ? 'tsx' : 'ts'
      const { code } = await transform(text, { loader, jsx: 'automatic', target: 'esnext' })
      return findExpressions(code).map(found => ({ ...found, path }))
    }),
  )
  return all.flat()
}

const usual = [
  'a',
  'A',
  '0',
  ' ',
  '\n',
  '\t',
  '.',
  '-',
  '_',
  '@',
  '<',
  '"',
  ',',
  ';',
  ':',
  '/',
  '=',
  '&',
  '%',
  '+',
  '\\',
  'é',
  '。',
  '\u200b',
  '{',
  '(',
  '[',
  '!',
]

/** Strings that the expression matches, as far as they can be made up, and none. */
function matchesOf({ source, flags }: Expression): string[] {
  try {
    const made = fc.stringMatching(new RegExp(source, flags.replace('i', '')), { size: 'small' })
    return ['', ...fc.sample(made, { numRuns: SAMPLES, seed: 7 }).map(text => text.slice(0, 40))]
  } catch {
    return ['']
  }
}

/** Every match torn apart somewhere, with something over and over in between, and an end that fits nothing. */
function* attacksOn(expression: Expression): Generator<string> {
  for (const match of matchesOf(expression)) {
    const letters = [...new Set([...match, ...expression.source.replace(/\\[a-zA-Z]/g, '')])].slice(0, 12)
    const pairs = letters.slice(0, 6).flatMap(one => letters.slice(0, 6).map(other => one + other))
    const words = expression.source.match(/[^\\^$.*+?()[\]{}|]{2,}/g) ?? []
    const pumps = new Set([...usual, ...words, ...letters, ...pairs, ...(match ? [match] : [])])
    const places = [...new Set([0, Math.floor(match.length / 2), match.length])]
    for (const pump of pumps)
      for (const place of places)
        yield `${match.slice(0, place)}${pump.repeat(Math.ceil(LENGTH / pump.length))}${match.slice(place)}\u0000`
  }
}

/** The first string that it cannot be done with in time; undefined for none. */
function findSlow(expression: Expression): string | undefined {
  const context = vm.createContext({ text: '' })
  const literal = `/${expression.source}/${expression.flags}`
  const script = new vm.Script(`${literal}.test(text)`)
  for (const text of attacksOn(expression)) {
    context.text = text
    try {
      script.runInContext(context, { timeout: TIMEOUT_MS })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return text.slice(0, 60)
      throw error
    }
  }
  return undefined
}

describe('S66 expressions', () => {
  it('S66 are found, wherever they stand', () => {
    const open = '${'
    const within = `\`/no/ ${open}d.replace(/in/, \`${open}{}}\`)} it's\``
    const text = `const a = /x[/]+/i; f(/y/g, 'not /z/'); const b = 1 / 2 / 3; const c = ${within}; return /a\\/b/u.test(d)`
    expect(findExpressions(text).map(({ source }) => source)).toEqual(['x[/]+', 'y', 'in', 'a\\/b'])
  })

  it('S66 that take more than linear time are noticed', () => {
    for (const source of ['\\s+$', '^(a+)+$', '^(\\w+)*@', '^\\s*(.+?)\\s*$', '(x+x+)+y'])
      expect([source, findSlow({ source, flags: 'u', path: '' })]).not.toEqual([source, undefined])
  })

  it('S66 of contract, Actions and service take linear time, or are given short texts only', async () => {
    const all = await readExpressions()
    expect(all.length).toBeGreaterThan(100)
    const slow = all
      .filter(({ source }) => !(source in measured))
      .flatMap(expression => {
        const text = findSlow(expression)
        return text === undefined ? [] : [[expression.path, expression.source, text]]
      })
    expect(slow).toEqual([])
    // Nothing is excused that is not there.
    expect(Object.keys(measured).filter(source => !all.some(one => one.source === source))).toEqual([])
  }, 300_000)
})

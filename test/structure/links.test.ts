import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'local-tenant/README.md'],
  ...readdirSync('docs', { recursive: true })
    .map(name => join('docs', String(name)))
    .filter(name => name.endsWith('.md')),
]

it('what a page leads to in the project is there', () => {
  const broken = pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].flatMap(
      ([, path = '']) => (existsSync(join(dirname(page), path)) ? [] : [`${page}: ${path}`]),
    ),
  )
  expect(broken).toEqual([])
})

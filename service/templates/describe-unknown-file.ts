import { locales } from '../../contract/locale.ts'
import { findNear } from './find-near.ts'
import { STYLE_FILE, templateNames } from './template-files.ts'

const ENDING = '.liquid'

/** What is wrong with the name of a file that is no template, and what it might have been meant to be. */
export function describeUnknownFile(file: string): string {
  if (file.endsWith('/'))
    return 'a folder in the folder of templates is not read; put its files beside the others'
  const parts = file.split('.').filter(part => `.${part}` !== ENDING)
  const locale = locales.find(known => parts.includes(known))
  const others = parts.filter(part => part !== locale)
  const near = findMeant(others).map(name => [name, locale].filter(Boolean).join('.') + ENDING)
  const language = others.length > 1 ? others.at(-1) : undefined
  const stem = others.slice(0, -1).join('.')
  if (language !== undefined && /^[a-z]{2}(-\w+)?$/i.test(language) && templateNames.includes(stem))
    return `there is no language "${language}"; there are ${locales.join(', ')}`
  if (findNear(file, [STYLE_FILE]).length > 0 || file.endsWith('.css'))
    return `there is no such file; did you mean ${STYLE_FILE}?`
  return `there is no such template${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`
}

function findMeant(parts: readonly string[]): string[] {
  const stem = parts.join('.')
  const wanted = stem.toLowerCase()
  if (templateNames.includes(wanted)) return [wanted]
  const near = findNear(stem, templateNames)
  if (near.length > 0) return near
  const [first = ''] = parts
  // `closed`, or a message without its part: all that begin so, if that is not half of them.
  return first.length > 3 ? templateNames.filter(name => name.startsWith(first.toLowerCase())) : []
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Locale, locales } from '../../contract/locale.ts'
import { frameTemplates } from './frame-templates.ts'
import { mailTemplates } from './mail-templates.ts'
import { pageTemplates } from './page-templates.ts'

/** A file of the folder of templates. */
export interface TemplateFile {
  readonly file: string
  readonly name: string
  /** Only for this language; undefined for all that have no file of their own. */
  readonly locale: Locale | undefined
  readonly source: string
}

/** What a folder holds, and the names in it that mean nothing; those of folders end with a slash. */
export interface TemplateFolder {
  readonly files: readonly TemplateFile[]
  /** The operator's own rules, after ours. */
  readonly css: string | undefined
  readonly unknown: readonly string[]
}

export const STYLE_FILE = 'style.css'

/** Every name that a file may have before `.liquid`, without a language. */
export const templateNames: readonly string[] = [
  ...Object.keys(frameTemplates),
  ...Object.keys(pageTemplates),
  ...Object.keys(mailTemplates).flatMap(name => ['subject', 'html', 'text'].map(part => `${name}.${part}`)),
]

/** Reads `<name>.liquid` and `<name>.<language>.liquid`. Throws what the file system throws. */
export function readTemplateFolder(folder: string): TemplateFolder {
  const names = readdirSync(folder, { withFileTypes: true })
    .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter(name => !name.startsWith('.'))
    .sort()
  const files: TemplateFile[] = []
  const unknown: string[] = []
  for (const file of names) {
    if (file === STYLE_FILE) continue
    const known = parseName(file)
    if (known) files.push({ ...known, file, source: readFileSync(join(folder, file), 'utf8') })
    else unknown.push(file)
  }
  const css = names.includes(STYLE_FILE) ? readFileSync(join(folder, STYLE_FILE), 'utf8') : undefined
  return { files, css, unknown }
}

function parseName(file: string): Pick<TemplateFile, 'name' | 'locale'> | undefined {
  const stem = /^(.+)\.liquid$/.exec(file)?.[1]
  if (stem === undefined) return undefined
  if (templateNames.includes(stem)) return { name: stem, locale: undefined }
  const locale = locales.find(known => stem.endsWith(`.${known}`))
  const name = locale && stem.slice(0, -locale.length - 1)
  return name !== undefined && templateNames.includes(name) ? { name, locale } : undefined
}

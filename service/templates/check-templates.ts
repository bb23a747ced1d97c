import type { Liquid } from 'liquidjs'
import { frameTemplates } from './frame-templates.ts'
import { mailPartVariables, mailTemplates } from './mail-templates.ts'
import { commonVariables, pageTemplates } from './page-templates.ts'
import type { TemplateFile, TemplateFolder } from './template-files.ts'
import { templateNames } from './template-files.ts'
import { createHtmlEngine, createTextEngine, isPlainText } from './templates.ts'

/** What a template may use, and of which it has to use one. */
export interface Rules {
  readonly variables: readonly string[]
  readonly needs: readonly string[]
}

/** Everything that is wrong with a folder of templates: file, line and mistake. Empty when nothing is. */
export function checkTemplates({ files, unknown }: TemplateFolder): string[] {
  const engines = { html: createHtmlEngine(), text: createTextEngine() }
  return [
    ...unknown.map(file => `${file}: there is no such template${suggest(file)}`),
    ...files.flatMap(file => checkFile(file, isPlainText(file.name) ? engines.text : engines.html)),
  ]
}

function checkFile({ file, name, source }: TemplateFile, engine: Liquid): string[] {
  try {
    const { globals } = engine.analyzeSync(engine.parse(source))
    const { variables, needs } = rulesOf(name)
    const faults = Object.entries(globals).flatMap(([variable, uses]) =>
      variables.includes(variable)
        ? []
        : uses.map(
            ({ location }) =>
              `${file}:${location.row}: there is no variable "${variable}"; there are ${variables.join(', ')}`,
          ),
    )
    const isComplete = needs.length === 0 || needs.some(need => need in globals)
    return isComplete
      ? faults
      : [...faults, `${file}: uses none of ${needs.join(', ')}, so nobody could go on`]
  } catch (error) {
    return [`${file}:${lineOf(error)}: ${reasonOf(error)}`]
  }
}

/** What a template is given, by the name of its file. */
export function rulesOf(name: string): Rules {
  const common = Object.keys(commonVariables)
  const frame = Object.entries(frameTemplates).find(([known]) => known === name)?.[1]
  if (frame) return { variables: [...common, ...Object.keys(frame.variables)], needs: frame.needs }
  const page = Object.entries(pageTemplates).find(([known]) => known === name)?.[1]
  if (page) {
    const needs = 'needs' in page ? [...page.needs, 'content'] : []
    return { variables: [...common, ...Object.keys(page.variables)], needs }
  }
  const [mailName = '', part] = name.split('.')
  const mail = Object.entries(mailTemplates).find(([known]) => known === mailName)?.[1]
  const variables = [...Object.keys(mail?.variables ?? {}), ...Object.keys(mailPartVariables)]
  return { variables, needs: mail && 'needs' in mail && part !== 'subject' ? mail.needs : [] }
}

function suggest(file: string): string {
  const [stem = ''] = file.split('.')
  const near = templateNames.filter(name => stem !== '' && name.startsWith(stem.slice(0, 4)))
  return near.length > 0 ? `; did you mean ${near.map(name => `${name}.liquid`).join(' or ')}?` : ''
}

/** The engine's errors carry the place where they were found. */
function lineOf(error: unknown): number {
  const token = error instanceof Error && 'token' in error ? error.token : undefined
  const position = token as { getPosition?: () => [number, number] } | undefined
  return position?.getPosition?.()[0] ?? 1
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? (error.message.split('\n')[0] ?? '').replace(/, line:.*$/, '')
    : 'unreadable'
}

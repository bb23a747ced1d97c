import { frameTemplates } from './frame-templates.ts'
import { mailPartVariables, mailTemplates } from './mail-templates.ts'
import { commonVariables, pageTemplates } from './page-templates.ts'
import type { Variable, Variables } from './variable.ts'

/** What a template may use, and what it has to. */
export interface Rules {
  readonly variables: Variables
  /** The template has to use one of each group. */
  readonly needs: readonly (readonly string[])[]
  /** Is it the content of a page, or the frame around one? Those have a Content-Security-Policy; messages have none. */
  readonly isPage: boolean
}

/** What a template is given, by the name of its file without language and ending. */
export function rulesOf(name: string): Rules {
  const frame = findRule(frameTemplates, name)
  if (frame) {
    const variables = { ...commonVariables, ...frame.variables }
    return { variables, needs: frame.needs.map(need => [need]), isPage: true }
  }
  const page = findRule(pageTemplates, name)
  if (page) {
    const needs = 'needs' in page ? [[...page.needs, 'content']] : []
    return { variables: { ...commonVariables, ...page.variables }, needs, isPage: true }
  }
  const [mailName = '', part] = name.split('.')
  const mail = findRule(mailTemplates, mailName)
  const all: Variables = { ...mail?.variables, ...mailPartVariables }
  if (part === 'subject') return { variables: withoutSecrets(all), needs: [], isPage: false }
  return { variables: all, needs: mail && 'needs' in mail ? [mail.needs] : [], isPage: false }
}

function findRule<Table extends object>(table: Table, name: string): Table[keyof Table] | undefined {
  return Object.hasOwn(table, name) ? table[name as keyof Table] : undefined
}

/** What opens an invitation or an account: a subject stands on locked screens, and in the logs of mail servers. */
export const secrets: readonly string[] = ['link', 'code']

function withoutSecrets(variables: Variables): Variables {
  const entries = Object.entries<Variable>(variables).filter(([name]) => !secrets.includes(name))
  return Object.fromEntries(entries)
}

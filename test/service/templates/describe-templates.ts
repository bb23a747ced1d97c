import { frameTemplates } from '../../../service/templates/frame-templates.ts'
import { mailPartVariables, mailTemplates } from '../../../service/templates/mail-templates.ts'
import { commonVariables, pageTemplates } from '../../../service/templates/page-templates.ts'
import type { Variable, Variables } from '../../../service/templates/variable.ts'

/** The list of all templates and their variables, as docs/templates.md has it. */
export function describeTemplates(): string {
  const pages = Object.entries(pageTemplates).map(([name, template]) => describe(`${name}.liquid`, template))
  const mails = Object.entries(mailTemplates).map(([name, template]) =>
    describe(`${name}.subject.liquid, ${name}.html.liquid, ${name}.text.liquid`, template),
  )
  return [
    '### Every page',
    toTable(commonVariables),
    ...Object.entries(frameTemplates).map(([name, template]) =>
      describe(`${name}.liquid`, template, ' and '),
    ),
    ...pages,
    '## Messages',
    '### Every part of every message',
    toTable(mailPartVariables),
    ...mails,
  ].join('\n\n')
}

function describe(
  title: string,
  template: { about: string; variables: Variables; needs?: readonly string[] },
  between = ' or ',
) {
  const names = template.needs && [...new Set([...template.needs, 'content'])].map(name => `\`${name}\``)
  const needs = names ? ` Needs ${names.join(between)}.` : ''
  return [`### ${title}`, `${template.about}.${needs}`, toTable(template.variables)]
    .filter(Boolean)
    .join('\n\n')
}

function toTable(variables: Variables): string {
  const rows = Object.entries<Variable>(variables)
  if (rows.length === 0) return ''
  return [
    '| variable | kind | what it is |',
    '|---|---|---|',
    ...rows.map(([name, { kind, about }]) => `| \`${name}\` | ${kind} | ${about} |`),
  ].join('\n')
}

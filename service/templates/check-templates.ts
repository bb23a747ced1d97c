import type { Liquid } from 'liquidjs'
import { checkMarkup } from './check-markup.ts'
import { checkNames } from './check-names.ts'
import { describeMistake } from './describe-mistake.ts'
import { describeUnknownFile } from './describe-unknown-file.ts'
import { rulesOf } from './rules-of-template.ts'
import type { TemplateFile, TemplateFolder } from './template-files.ts'
import { createHtmlEngine, createTextEngine, isPlainText } from './templates.ts'

/** What stands for bytes that are no text in UTF-8. */
const UNREADABLE = '\ufffd'

/** Everything that is wrong with a folder of templates: file, line and mistake. Empty when nothing is. */
export function checkTemplates({ files, unknown }: TemplateFolder): string[] {
  const engines = { html: createHtmlEngine(), text: createTextEngine() }
  return [
    ...unknown.map(file => `${file}: ${describeUnknownFile(file)}`),
    ...files.flatMap(file => checkFile(file, isPlainText(file.name) ? engines.text : engines.html)),
  ]
}

function checkFile({ file, name, source }: TemplateFile, engine: Liquid): string[] {
  const at = ({ line, problem }: { line: number; problem: string }) => `${file}:${line}: ${problem}`
  if (source.includes(UNREADABLE)) return [`${file}: is not text in UTF-8`]
  const rules = rulesOf(name)
  try {
    const analysis = engine.analyzeSync(engine.parse(source))
    const faults = [...checkNames(analysis, rules), ...(rules.isPage ? checkMarkup(source) : [])]
    const missing = rules.needs.filter(group => !group.some(need => need in analysis.globals))
    return [
      ...faults.sort((one, other) => one.line - other.line).map(at),
      ...missing.map(group => `${file}: ${sayMissing(group)}`),
    ]
  } catch (error) {
    return [at(describeMistake(error, engine))]
  }
}

function sayMissing(group: readonly string[]): string {
  return group.length > 1
    ? `uses none of ${group.join(', ')}, so nobody could go on`
    : `has to use {{ ${group.join()} }}`
}

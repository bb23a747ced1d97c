import type { StaticAnalysis } from 'liquidjs'
import { findNear } from './find-near.ts'
import { type Rules, secrets } from './rules-of-template.ts'
import type { Variable } from './variable.ts'

/** What Liquid itself brings into loops. */
const loops = ['forloop', 'tablerowloop']
/** What can be asked of a list, and the first of that of a text. */
const ofList = ['size', 'first', 'last']
/** What an entry of a list of ways on has. */
const ofAction = ['label', 'href', 'is_main']

interface Fault {
  readonly line: number
  readonly problem: string
}

type Analysis = Pick<StaticAnalysis, 'globals' | 'variables' | 'locals'>

/** Names that mean nothing, with their lines: variables that are not given, and properties that they do not have. */
export function checkNames({ globals, variables, locals }: Analysis, rules: Rules): Fault[] {
  const given = Object.keys(rules.variables)
  const unknown = Object.entries(globals)
    .filter(([name]) => !given.includes(name))
    .flatMap(([name, uses]) =>
      uses.map(({ location }) => ({ line: location.row, problem: sayUnknown(name, given) })),
    )
  const isKnown = (name: string) => given.includes(name) || name in locals || !(name in globals)
  const properties = Object.entries(variables)
    .filter(([name]) => isKnown(name) && !loops.includes(name))
    .flatMap(([name, uses]) =>
      uses.flatMap(({ segments: [, property], location }) => {
        if (typeof property !== 'string') return []
        const problem = sayProperty(name, property, rules.variables[name])
        return problem === undefined ? [] : [{ line: location.row, problem }]
      }),
    )
  return [...unknown, ...properties]
}

function sayUnknown(name: string, given: readonly string[]): string {
  if (secrets.includes(name) && given.includes('subject'))
    return `"${name}" is a secret, and a subject stands on locked screens`
  const [near] = findNear(name, given)
  const meant = near === undefined ? '' : ` (did you mean "${near}"?)`
  return `there is no variable "${name}"${meant}; there are ${given.join(', ')}`
}

/** Undefined where nothing is wrong. A variable of the template's own may be an entry of any list. */
function sayProperty(name: string, property: string, variable: Variable | undefined): string | undefined {
  if (ofList.includes(property) && isLong(variable)) return undefined
  if (variable === undefined)
    return ofAction.includes(property)
      ? undefined
      : `"${name}.${property}" is nothing: a way on has ${ofAction.join(', ')}, and other entries are texts`
  if (variable.kind === 'actions')
    return `"${name}" is a list: {% for way in ${name} %}{{ way.${ofAction.includes(property) ? property : 'label'} }}{% endfor %}`
  return `"${name}" has no "${property}": write {{ ${name} }}`
}

function isLong(variable: Variable | undefined): boolean {
  return variable === undefined || ['text', 'texts', 'actions'].includes(variable.kind)
}

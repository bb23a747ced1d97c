/** What partials may read; a small part of the page template's variables. */
export interface LiquidVariables {
  [name: string]: string | LiquidVariables
}

/**
 * Renders the one piece of Liquid that partials here need: `{{ path | escape }}`, with dots or `['…']` in the path.
 * An unknown variable is empty, as in Liquid; any other syntax throws rather than being shown as text.
 */
export function renderLiquid(template: string, variables: LiquidVariables): string {
  if (template.includes('{%')) throw new Error('The local tenant renders no Liquid tags in partials')
  return template.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, expression: string) => {
    const [path = '', ...filters] = expression.split('|').map(part => part.trim())
    const value = read(path, variables)
    return filters.reduce(applyFilter, value)
  })
}

function read(path: string, variables: LiquidVariables): string {
  const names = path.match(/[\w-]+(?=\]|'\]|"\]|\.|\[|$)/g) ?? []
  let value: string | LiquidVariables | undefined = variables
  for (const name of names) value = typeof value === 'object' ? value[name] : undefined
  return typeof value === 'string' ? value : ''
}

function applyFilter(value: string, filter: string): string {
  if (filter !== 'escape') throw new Error(`The local tenant does not know the Liquid filter ${filter}`)
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return value.replace(/[&<>"']/g, character => entities[character] ?? character)
}

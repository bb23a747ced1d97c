import { stripVTControlCharacters } from 'node:util'

/** What a line of auth0-deploy-cli tells somebody who waits, in a few words; undefined for nothing new. */
export function summariseProgress(line: string): string | undefined {
  const text = stripVTControlCharacters(line).replace(/^\S+ - \w+: /, '')
  // The schema that it compiles then takes most of the time.
  if (text.startsWith('Processing directory')) return 'reading tenant files'
  const [, verb, kind, details = ''] = /^(Created|Updated|Deployed) \[(\w+)\]: (.*)$/.exec(text) ?? []
  if (!verb || !kind) return undefined
  const name = /"(?:name|trigger_id)":"([^"]+)"/.exec(details)?.[1]
  return `${verb.toLowerCase()} ${kind}${name ? `: ${name}` : ''}`
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mapValues, type Partials } from './merge-tenant.ts'

/** prompts/partials.json: prompt -> [screen -> entry points, each with the file of its text]. */
type PartialsFile = Record<string, [Record<string, { name: string; template: string }[]>]>

/** Reads prompts/partials.json and the texts that it names; empty if there is none. */
export function readPartials(directory: string): Partials {
  const prompts = join(directory, 'prompts')
  const file = join(prompts, 'partials.json')
  if (!existsSync(file)) return {}
  const texts = JSON.parse(readFileSync(file, 'utf8')) as PartialsFile
  const readText = (template: string) => readFileSync(join(prompts, template), 'utf8').trim()
  return mapValues(texts, ([screens]) =>
    mapValues(screens, points =>
      Object.fromEntries(points.map(({ name, template }) => [name, readText(template)])),
    ),
  )
}

/** Writes prompts/partials.json and one file per text, so that the CLI deploys exactly these. */
export function writePartials(directory: string, partials: Partials): void {
  const prompts = join(directory, 'prompts')
  const file: PartialsFile = {}
  for (const [prompt, screens] of Object.entries(partials)) {
    const entries = Object.entries(screens).map(([screen, points]) => {
      const files = Object.entries(points).map(([name, text]) => {
        const template = join('partials', prompt, screen, `${name}.liquid`)
        mkdirSync(dirname(join(prompts, template)), { recursive: true })
        writeFileSync(join(prompts, template), `${text}\n`)
        return { name, template }
      })
      return [screen, files] as const
    })
    file[prompt] = [Object.fromEntries(entries)]
  }
  writeFileSync(join(prompts, 'partials.json'), `${JSON.stringify(file, null, 2)}\n`)
}

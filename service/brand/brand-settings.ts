import { optional, SettingFaults } from '../base/setting.ts'
import type { Looks } from '../http/assets/assets.ts'
import { checkTemplates } from '../templates/check-templates.ts'
import { readTemplateFolder, type TemplateFolder } from '../templates/template-files.ts'
import { parseColor, toBrandCss } from './brand-color.ts'
import { type Logo, readLogoFile } from './logo-file.ts'

/** The variables that say what pages look like; docs/templates.md has the same for people. */
export const brandSettings = {
  BRAND_COLOR: optional<string | undefined>('a colour such as #2b4acb', undefined, parseColor),
  BRAND_LOGO_FILE: optional<Logo | undefined>(
    'an SVG, PNG or WebP file of at most 256 kB, without scripts',
    undefined,
    readLogoFile,
  ),
  TEMPLATES_DIR: optional<TemplateFolder | undefined>(
    'a folder of templates as docs/templates.md describes them',
    undefined,
    parseTemplates,
  ),
} as const

interface BrandValues {
  readonly BRAND_COLOR: string | undefined
  readonly BRAND_LOGO_FILE: Logo | undefined
  readonly TEMPLATES_DIR: TemplateFolder | undefined
}

/** What an operator has chosen about the looks of pages and messages. */
export interface BrandChoices {
  readonly color: string | undefined
  readonly logo: Logo | undefined
  readonly templates: TemplateFolder | undefined
}

/** Puts the values of the variables together. */
export function toBrandChoices(values: BrandValues): BrandChoices {
  return { color: values.BRAND_COLOR, logo: values.BRAND_LOGO_FILE, templates: values.TEMPLATES_DIR }
}

/** What the pages load because of these choices. */
export function toLooks({ color, logo, templates }: BrandChoices): Looks {
  const css = [color && toBrandCss(color), templates?.css].filter(Boolean).join('\n')
  return { css, logo }
}

function parseTemplates(path: string): TemplateFolder | undefined {
  const folder = readFolder(path)
  const faults = folder ? checkTemplates(folder) : []
  if (faults.length > 0) throw new SettingFaults(faults)
  return folder
}

function readFolder(path: string): TemplateFolder | undefined {
  try {
    return readTemplateFolder(path)
  } catch {
    return undefined
  }
}

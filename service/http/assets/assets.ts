import { type Asset, toAsset } from './asset.ts'
import { readAsset } from './read-asset.ts'

/** Everything that pages load. Names change with contents, so that each may be kept for ever. */
export interface Assets {
  /** Path of the one stylesheet of all pages for people. */
  readonly stylesheet: string
  readonly scripts: Readonly<Record<ScriptName, string>>
  /** Path of the organization's logo, if there is one. */
  readonly logo: string | undefined
  readonly files: readonly Asset[]
}

export type ScriptName = (typeof scriptNames)[number]

/** What an operator adds to the looks of the pages. */
export interface Looks {
  /** CSS after ours: the brand's colours, and the operator's own rules. */
  readonly css?: string | undefined
  readonly logo?: { readonly type: LogoType; readonly content: Uint8Array } | undefined
}

export type LogoType = keyof typeof endings

const endings = { 'image/svg+xml': 'svg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** The order matters: names and elements precede what uses them. A page's own rules have a separate file. */
const stylesheetNames = [
  'tokens',
  'base',
  'button',
  'field',
  'chips',
  'panel',
  'label',
  'notice',
  'facts',
  'numbers',
  'tabs',
  'table',
  'charts',
  'app',
  'card',
  'members',
] as const

/** Each is an improvement of pages that work without it. */
const scriptNames = ['local-time', 'live'] as const

const ourCss = stylesheetNames.map(name => readAsset(`${name}.css`)).join('\n')
const scripts = scriptNames.map(name => toAsset(name, 'js', 'text/javascript', readAsset(`${name}.js`)))
const reference = toAsset('reference', 'css', 'text/css', readAsset('reference.css'))

/** Path of the stylesheet of the API reference. */
export const referenceStylesheetPath = reference.path

/** Puts together what the pages of this service load. */
export function createAssets({ css = '', logo }: Looks = {}): Assets {
  const stylesheet = toAsset('guestlist', 'css', 'text/css', css ? `${ourCss}\n${css}` : ourCss)
  const image = logo && toAsset('logo', endings[logo.type], logo.type, logo.content)
  return {
    stylesheet: stylesheet.path,
    scripts: Object.fromEntries(scriptNames.map((name, i) => [name, scripts[i]?.path])) as Assets['scripts'],
    logo: image?.path,
    files: [stylesheet, reference, ...scripts, ...(image ? [image] : [])],
  }
}

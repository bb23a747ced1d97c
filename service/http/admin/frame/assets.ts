import { type Asset, toAsset } from '../../assets/asset.ts'
import { readAsset } from '../../assets/read-asset.ts'

/** One file for browsers, in this order. */
const stylesheetNames = ['admin', 'admin-table', 'admin-invite'] as const

const css = stylesheetNames.map(name => readAsset(`${name}.css`)).join('\n')
const stylesheet = toAsset('admin', 'css', 'text/css', css)
const script = toAsset('admin', 'js', 'text/javascript', readAsset('admin.js'))

/** Path of the stylesheet of administrators' pages, which comes after that of all pages. */
export const adminStylesheetPath = stylesheet.path

/** Path of the script of administrators' pages: everything works without it. */
export const adminScriptPath = script.path

export const adminAssets: readonly Asset[] = [stylesheet, script]

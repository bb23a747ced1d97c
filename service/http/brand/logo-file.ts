import { readFileSync, statSync } from 'node:fs'
import type { LogoType } from '../assets/assets.ts'

export interface Logo {
  readonly type: LogoType
  readonly content: Uint8Array
}

const MAX_BYTES = 256 * 1024

/**
 * Reads a logo: an SVG, PNG or WebP file of at most 256 kB, told by what is in it. Undefined for anything else, and for
 * an SVG that runs something or asks elsewhere: as a picture it could not, but there is no reason to serve it.
 */
export function readLogoFile(path: string): Logo | undefined {
  try {
    if (statSync(path).size > MAX_BYTES) return undefined
    const content = readFileSync(path)
    const type = findType(content)
    return type && { type, content }
  } catch {
    return undefined
  }
}

function findType(content: Buffer): LogoType | undefined {
  if (content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png'
  const container = content.toString('latin1', 0, 12)
  if (container.startsWith('RIFF') && container.endsWith('WEBP')) return 'image/webp'
  const text = content.toString('utf8')
  const isSvg = /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->)[\s\S])*-->\s*)*<svg[\s>]/.test(text)
  return isSvg && !/<script|\son\w+\s*=|javascript:|<foreignObject/i.test(text) ? 'image/svg+xml' : undefined
}

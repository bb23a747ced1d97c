import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * Nothing but the tests' own pages: no updates, no reports home. The sandbox of the browser needs rights that root in a
 * container does not have; it only ever opens pages of this project.
 */
const browserFlags = [
  '--headless=shell',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--font-render-hinting=none',
]

/** Starts the Chromium that comes from npm; unpacks it into `directory` (200 MB) unless it is there. */
export async function launchBrowser(directory: string): Promise<Browser> {
  mkdirSync(directory, { recursive: true })
  const executablePath = await unpackChromium(directory)
  const fonts = join(directory, 'fonts')
  const fontsFile = join(fonts, 'fonts.conf')
  // The packed file names folders of another machine.
  writeFileSync(
    fontsFile,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${join(directory, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  return await chromium.launch({
    executablePath,
    args: browserFlags,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: directory,
      TMPDIR: directory,
      FONTCONFIG_FILE: fontsFile,
      // The libraries that a machine without any desktop lacks, from the same package.
      LD_LIBRARY_PATH: join(directory, 'al2023', 'lib'),
    },
  })
}

/** The package takes its directory from TMPDIR, and unpacks its libraries only where it believes to be on AWS. */
async function unpackChromium(directory: string): Promise<string> {
  const path = join(directory, 'chromium')
  if (existsSync(join(directory, 'unpacked'))) return path
  const changed = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'FONTCONFIG_PATH', 'HOME', 'LD_LIBRARY_PATH']
  const before = changed.map(name => [name, process.env[name]] as const)
  Object.assign(process.env, { TMPDIR: directory, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    packed.setGraphicsMode = false
    await packed.executablePath()
    writeFileSync(join(directory, 'unpacked'), '')
    return path
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

import { type Browser, chromium } from 'playwright-core'
import { launchBrowser } from '../../browser/launch-browser.ts'

/** Slow enough to follow with the eyes. */
const slowMoMs = 150
const channels = ['chrome', 'msedge', 'chromium'] as const

/** A browser for the tour, and whether anybody sees it. */
export interface TourBrowser {
  browser: Browser
  isVisible: boolean
}

/** Is there a screen for windows? */
export function hasDisplay({ platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Opens an installed browser in a window, where that is wanted and there is one; else the one that the tests use, which
 * has no window.
 */
export async function openTourBrowser(directory: string, isHeadless: boolean): Promise<TourBrowser> {
  for (const channel of isHeadless ? [] : channels) {
    const browser = await chromium
      .launch({ channel, headless: false, slowMo: slowMoMs })
      .catch(() => undefined)
    if (browser) return { browser, isVisible: true }
  }
  return { browser: await launchBrowser(directory), isVisible: false }
}

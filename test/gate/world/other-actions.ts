import type { Browser, Page } from '../../../local-tenant/login/testing/browser.ts'
import type { GateWorld } from './gate-world.ts'

/** Actions of the tenant's own, as they stand before and behind ours. */
export const redirecting = `
  exports.onExecutePostLogin = async (event, api) => {
    if (api.redirect.canRedirect()) api.redirect.sendUserTo('http://survey.test/')
  }
  exports.onContinuePostLogin = async () => {}`
export const asking = `exports.onExecutePostLogin = async (event, api) => {
  if (!event.authentication.methods.some(({ name }) => name === 'mfa')) api.authentication.challengeWith({ type: 'otp' })
}`
export const passing = `
  exports.onExecutePostLogin = async () => {}
  exports.onContinuePostLogin = async () => {}`
export const denying = `exports.onExecutePostLogin = async (event, api) => api.access.deny('not today')`

/** Our own Action, once more. */
export const ours = 'ours'

/** Binds Post-Login Actions in this order; ours has to be named, too. */
export async function bindPostLogin(world: GateWorld, codes: readonly string[]): Promise<void> {
  const state = await world.tenant.control.snapshot()
  state.bindings = state.bindings.filter(({ trigger_id }) => trigger_id !== 'post-login')
  state.actions = state.actions.filter(({ id }) => !id.startsWith('act_own_'))
  for (const [index, code] of codes.entries()) {
    const own = { id: `act_own_${index}`, name: `own ${index}` }
    const action_id = code === ours ? 'act_post-login' : own.id
    const id = `bnd_own_${index}`
    state.bindings.push({ id, trigger_id: 'post-login', action_id, display_name: own.name })
    if (code === ours) continue
    const now = new Date().toISOString()
    const version = { id: `${own.id}-${Date.now()}`, number: 1, code, runtime: 'node22', secrets: [] }
    state.actions.push({
      ...own,
      code,
      runtime: 'node22',
      status: 'built',
      secrets: [],
      dependencies: [],
      deployed_version: version,
      created_at: now,
      updated_at: now,
      supported_triggers: [{ id: 'post-login', version: 'v3' }],
    })
  }
  await world.tenant.control.restore(state)
}

/** Answers the survey and passes the second factor, until neither stands in the way. */
export async function goOn(world: GateWorld, browser: Browser, page: Page): Promise<Page> {
  if (page.url.host === 'survey.test')
    return goOn(world, browser, await browser.open(`${world.tenant.url}/continue${page.url.search}`))
  if (page.url.pathname === '/u/mfa-stand-in') return goOn(world, browser, await browser.submit(page, {}))
  return page
}

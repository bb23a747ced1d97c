'use strict'
/**
 * The `api` object of the two triggers, as documented:
 * https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object and
 * https://auth0.com/docs/customize/actions/reference/pre-user-registration/pre-user-registration-api-object.
 * Calls with an effect are recorded, as JSON; calls with an answer are answered here.
 */
const { createCache } = require('./action-cache.cjs')
const { encodeRedirectToken, validateRedirectToken } = require('./redirect-token.cjs')
const { setTransactionMetadata } = require('./transaction-metadata.cjs')

const recorded = {
  onExecutePreUserRegistration: [
    ...['access.deny', 'validation.error', 'user.setAppMetadata', 'user.setUserMetadata'],
  ],
  onExecuteCustomTokenExchange: [
    ...['access.deny', 'access.rejectInvalidSubjectToken', 'user.setAppMetadata', 'user.setUserMetadata'],
    ...['authentication.setUserById', 'authentication.setUserByConnection'],
  ],
  onExecutePostLogin: [
    ...['access.deny', 'validation.error', 'user.setAppMetadata', 'user.setUserMetadata'],
    ...[
      'idToken.setCustomClaim',
      'accessToken.setCustomClaim',
      'accessToken.addScope',
      'accessToken.removeScope',
    ],
    ...['authentication.challengeWith', 'authentication.challengeWithAny', 'redirect.sendUserTo'],
  ],
}
/** Only from within `onContinuePostLogin`. */
recorded.onContinuePostLogin = [...recorded.onExecutePostLogin, 'authentication.recordMethod']

/** Documented, but not built here: they fail loudly instead of being `undefined`. */
const missing = [
  ...['authentication.enrollWith', 'authentication.enrollWithAny', 'authentication.setPrimaryUser'],
  ...['multifactor.enable', 'prompt.render', 'groups.getUserGroups', 'groups.hasGroupMembership'],
  ...['roles.getUserEffectiveRoles', 'refreshToken.revoke', 'session.revoke', 'session.setExpiresAt'],
]

function createApi(task) {
  const api = {}
  const calls = []
  const cache = createCache(task.cache)
  const add = (path, run) => {
    const [area, name] = path.split('.')
    api[area] = { ...api[area], [name]: run }
  }
  for (const method of recorded[task.handler] ?? []) {
    add(method, (...args) => {
      calls.push({ method, args: JSON.parse(JSON.stringify(args)) })
      return api
    })
  }
  for (const [name, run] of Object.entries(cache.methods)) add(`cache.${name}`, run)
  if (recorded[task.handler]?.includes('redirect.sendUserTo')) addPostLogin(api, add, task)
  return { api, calls, cache: cache.entries }
}

function addPostLogin(api, add, task) {
  add('redirect.canRedirect', () => task.redirect.allowed)
  add('redirect.encodeToken', options => encodeRedirectToken(task, options))
  add('redirect.validateToken', options => validateRedirectToken(task, options))
  add('transaction.setMetadata', (key, value) => {
    setTransactionMetadata(task.event.transaction.metadata, key, value)
    return api
  })
  for (const method of missing) {
    add(method, () => {
      throw new Error(`api.${method} is not built into the local tenant`)
    })
  }
}

module.exports = { createApi }

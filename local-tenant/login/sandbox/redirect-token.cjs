'use strict'
/** The signed tokens of https://auth0.com/docs/customize/actions/redirect-with-actions: HS256, with the shared secret. */
const { createHmac, timingSafeEqual } = require('node:crypto')

const defaultLifetimeSeconds = 900

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url')
const sign = (text, secret) => createHmac('sha256', secret).update(text).digest()

function encodeRedirectToken(task, { payload, secret, expiresInSeconds = defaultLifetimeSeconds }) {
  const { event, redirect } = task
  const iat = Math.floor(Date.now() / 1000)
  const own = {
    iat,
    iss: redirect.issuerHost,
    sub: event.user.user_id,
    exp: iat + expiresInSeconds,
    ip: event.request.ip,
  }
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...payload, ...own })}`
  return `${text}.${sign(text, secret).toString('base64url')}`
}

/** Signature, expiry and `state` are checked; throws for anything else. */
function validateRedirectToken(task, { secret, tokenParameterName = 'session_token' }) {
  const { body, query } = task.event.request
  const token = body[tokenParameterName] ?? query[tokenParameterName]
  if (typeof token !== 'string') throw new Error(`There is no parameter called '${tokenParameterName}'`)
  const [header = '', claims = '', signature = ''] = token.split('.')
  const expected = sign(`${header}.${claims}`, secret)
  const presented = Buffer.from(signature, 'base64url')
  const isSigned = presented.length === expected.length && timingSafeEqual(presented, expected)
  if (!isSigned || JSON.parse(Buffer.from(header, 'base64url')).alg !== 'HS256') {
    throw new Error('The session token is invalid: invalid signature')
  }
  const payload = JSON.parse(Buffer.from(claims, 'base64url'))
  if (!(payload.exp > Date.now() / 1000)) throw new Error('The session token is invalid: jwt expired')
  if (payload.state !== task.redirect.state)
    throw new Error('The session token is invalid: state does not match')
  return payload
}

module.exports = { encodeRedirectToken, validateRedirectToken }

import { Hono } from 'hono'
import type { Tenant } from '../tenant.ts'
import { createAuthorizeRoutes } from './authorize.ts'
import { createContinueRoutes } from './continue-login.tsx'
import { createDatabaseConnectionRoutes } from './database/dbconnections.ts'
import { createChallengeRoutes } from './database-codes/challenge-routes.tsx'
import { createImplicitSignUpRoutes } from './database-codes/implicit-sign-up.tsx'
import { createOtpChallengeRoutes } from './database-codes/otp-challenge.ts'
import { createActivateRoutes } from './device/activate-routes.tsx'
import { createDeviceCodeRoutes } from './device/device-code.ts'
import { createLoginContext } from './login-context.ts'
import { createLogoutRoutes } from './logout.tsx'
import { createInvitationRoutes } from './organizations/invitation-start.tsx'
import { createOrganizationPromptRoutes } from './organizations/organization-prompt.tsx'
import { createPasskeyEnrollmentRoutes } from './passkeys/passkey-enrollment.tsx'
import { createPasskeyLoginRoutes } from './passkeys/passkey-login.tsx'
import { createPasswordlessRoutes } from './passwordless/passwordless-routes.tsx'
import { createPasswordlessStartRoutes } from './passwordless/passwordless-start.ts'
import { createProviderLoginRoutes } from './provider/provider-login.ts'
import { createProviderPages } from './provider/provider-pages.tsx'
import { createPushedRequestRoutes } from './pushed-requests.ts'
import { createRevocationRoutes } from './revoke.ts'
import { createDiscoveryRoutes } from './tokens/discovery.ts'
import { createTokenRoutes } from './tokens/token-endpoint.ts'
import { createUserinfoRoutes } from './tokens/userinfo.ts'
import { createCredentialsRoutes } from './universal-login/credentials-routes.tsx'
import { createEmailVerificationRoutes } from './universal-login/email-verification.tsx'
import { createResetPasswordRoutes } from './universal-login/reset-password.tsx'

/** The login side of the local tenant, for both of its domains: each area is a set of routes. */
export function createLoginApp(tenant: Tenant): Hono {
  const context = createLoginContext(tenant)
  const app = new Hono()
  // Login pages and answers are about one browser, now.
  app.use('/u/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
  })
  const areas = [
    ...[createDiscoveryRoutes, createAuthorizeRoutes, createCredentialsRoutes, createProviderLoginRoutes],
    ...[createProviderPages, createContinueRoutes, createTokenRoutes, createUserinfoRoutes],
    ...[createLogoutRoutes, createDatabaseConnectionRoutes, createEmailVerificationRoutes],
    ...[createResetPasswordRoutes, createPasswordlessRoutes, createChallengeRoutes],
    ...[createPasswordlessStartRoutes, createOtpChallengeRoutes, createInvitationRoutes],
    ...[createPushedRequestRoutes, createRevocationRoutes],
    ...[createDeviceCodeRoutes, createActivateRoutes, createOrganizationPromptRoutes],
    ...[createImplicitSignUpRoutes, createPasskeyEnrollmentRoutes, createPasskeyLoginRoutes],
  ]
  for (const createRoutes of areas) app.route('/', createRoutes(context))
  app.get('/stand-in/picture.svg', c => c.body(picture, 200, { 'Content-Type': 'image/svg+xml' }))
  return app
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#a3abbd"/>' +
  '<circle cx="4" cy="3" r="1.5" fill="#fff"/><circle cx="4" cy="7.5" r="2.8" fill="#fff"/></svg>'

import { type Context, Hono } from 'hono'
import type { PropsWithChildren } from 'hono/jsx'
import { ticketLifetimeSeconds } from '../../messages/tenant-mail.ts'
import type { Ticket } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { bodyOf } from '../arrival.ts'
import { databaseOf } from '../connections.ts'
import { findDatabaseUser } from '../database/database-login.ts'
import { isAcceptable } from '../database/database-signup.ts'
import { migrateUser } from '../database/lazy-migration.ts'
import type { LoginContext } from '../login-context.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { findTicket, takeTicket, withResult } from './email-verification.tsx'
import { type Labels, type Locale, labels } from './labels.ts'
import { Layout } from './layout.tsx'
import { localeOf } from './locale.ts'

/** "Forgot password?": a mail with a link, and the page behind it. The page looks the same for unknown addresses. */
export function createResetPasswordRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.get('/u/reset-password/request', c => {
    const transaction = transactionOf(context, c)
    if (!transaction) return noTransaction(context, c)
    const { request, entry, state } = transaction
    return c.html(
      <RequestPage
        {...textOf(c, request.uiLocales)}
        state={state}
        email={entry?.identifier ?? request.loginHint ?? ''}
      />,
    )
  })
  app.post('/u/reset-password/request', async c => {
    const transaction = transactionOf(context, c)
    if (!transaction) return noTransaction(context, c)
    const { clientId, connection, uiLocales } = transaction.request
    mailPasswordLink(tenant, clientId, connection, (await bodyOf(c)).email ?? '')
    const { locale, text } = textOf(c, uiLocales)
    return c.html(
      <Layout title={text.checkMail} locale={locale}>
        <p class="lead">{text.checkMailDescription}</p>
      </Layout>,
    )
  })
  app.get('/u/reset-verify', c => {
    const ticket = findTicket(tenant, c.req.query('ticket'), 'password-change')
    return ticket ? c.html(<ChangePage {...textOf(c)} ticket={ticket} />) : invalidTicket(c)
  })
  app.post('/u/reset-verify', async c => await changePassword(tenant, c, await bodyOf(c)))
  return app
}

/** Sends nothing for an unknown address, or where the connection has self-service switched off. */
export function mailPasswordLink(
  tenant: Tenant,
  clientId: string,
  connectionName: string | undefined,
  email: string,
): void {
  const connection = databaseOf(tenant, { clientId, connection: connectionName })
  const user =
    connection &&
    (findDatabaseUser(tenant, connection, email)?.user ?? migrateUser(tenant, connection, email))
  if (!user?.email || connection?.options.disable_self_service_change_password === true) return
  const mark_email_as_verified = tenant.switches.passwordResetVerifiesEmail
  const ticket = {
    kind: 'password-change',
    user_id: user.user_id,
    client_id: clientId,
    mark_email_as_verified,
  } as const
  const link = tenant.createTicket(ticket, ticketLifetimeSeconds)
  tenant.sendMail({
    to: user.email,
    from: `${tenant.state.tenant.name} <no-reply@auth0.invalid>`,
    subject: 'Reset your password',
    text: `Set a new password:\n${link}\n`,
    html: `<p><a href="${link}">Set a new password</a></p>`,
    via: 'tenant',
  })
  tenant.log({
    type: 'scpr',
    description: 'Change password request',
    client_id: clientId,
    user_id: user.user_id,
  })
}

/** The second half of a reset: the new password, what the ticket promised, and the user's sessions end. */
async function changePassword(tenant: Tenant, c: Context, body: Record<string, string>): Promise<Response> {
  const { locale, text } = textOf(c)
  const id = c.req.query('ticket')
  const ticket = findTicket(tenant, id, 'password-change')
  const owner = ticket && tenant.findUser(ticket.user_id)
  if (!ticket || !owner) return await invalidTicket(c)
  const { password = '', repeated = '' } = body
  const name = owner.identities[0]?.connection
  const connection = tenant.state.connections.find(candidate => candidate.name === name)
  const isWeak = !connection || !isAcceptable(connection, password, owner)
  const error = isWeak ? text.weakPassword : password === repeated ? undefined : text.mismatch
  if (error)
    return await c.html(<ChangePage locale={locale} text={text} ticket={ticket} error={error} />, 400)
  takeTicket(tenant, id, 'password-change')
  const verified = ticket.mark_email_as_verified ? { email_verified: true } : {}
  const { sessions } = tenant.state
  const user = tenant.updateUser(ticket.user_id, { password, ...verified })
  if (user) user.last_password_reset = tenant.now().toISOString()
  if (!tenant.switches.passwordResetEndsSessions) tenant.state.sessions = sessions
  if (tenant.switches.passwordResetEndsRefreshTokens)
    tenant.state.refresh_tokens = tenant.state.refresh_tokens.filter(
      token => token.user_id !== ticket.user_id,
    )
  tenant.log({ type: 'scp', description: 'Password changed', user_id: ticket.user_id })
  if (ticket.result_url)
    return c.redirect(withResult(ticket.result_url, 'You can now login with the new password.'))
  return await c.html(
    <Layout title={text.changed} locale={locale}>
      <p class="lead">Your password has been changed successfully.</p>
    </Layout>,
  )
}

interface PageText {
  locale: Locale
  text: Labels
}

function textOf(c: Context, uiLocales: string[] = []): PageText {
  const locale = localeOf(uiLocales, c.req.header('accept-language'))
  return { locale, text: labels[locale] }
}

function invalidTicket(c: Context) {
  const { locale, text } = textOf(c)
  const page = (
    <Layout title="Invalid Link" locale={locale}>
      <p role="alert">{text.invalidTicket}</p>
    </Layout>
  )
  return c.html(page, 400)
}

function RequestPage({ locale, text, state, email }: PageText & { state: string; email: string }) {
  return (
    <Layout title={text.resetTitle} locale={locale}>
      <p class="lead">{text.resetDescription}</p>
      <form method="post" action={`/u/reset-password/request?state=${state}`}>
        <label>
          {text.email}
          <input type="email" name="email" value={email} required autocomplete="username" />
        </label>
        <button type="submit">{text.continue}</button>
      </form>
    </Layout>
  )
}

function ChangePage({ locale, text, ticket, error }: PageText & { ticket: Ticket; error?: string }) {
  return (
    <Layout title={text.changeTitle} locale={locale}>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`/u/reset-verify?ticket=${ticket.id}`}>
        <PasswordField name="password">{text.newPassword}</PasswordField>
        <PasswordField name="repeated">{text.repeatPassword}</PasswordField>
        <button type="submit">{text.resetButton}</button>
      </form>
    </Layout>
  )
}

function PasswordField({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <label>
      {children}
      <input type="password" name={name} required autocomplete="new-password" />
    </label>
  )
}

import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import { kindOf } from '../../strategies.ts'
import type { Tenant } from '../../tenant.ts'
import { databaseOf, enabledConnections } from '../connections.ts'
import { findDatabaseUser } from '../database-login.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { sendToProvider } from '../provider/provider-login.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { Layout } from '../universal-login/layout.tsx'
import { localeOf, textsFor } from '../universal-login/locale.ts'
import { pathTo } from '../universal-login/screens.ts'
import { findInvitation } from './organization-request.ts'

const acceptPath = '/u/invitation'

/**
 * Begins a login that accepts an invitation: with a provider on a page that says so, with a database on the log-in or
 * sign-up screen with the address fixed (…/single-identity-provider-organizations/provisioning).
 */
export function startInvited(context: LoginContext, c: Context, begun: LoginTransaction): Response {
  const { tenant } = context
  const transaction = invited(tenant, begun)
  const { state, request } = transaction
  context.transactions.set(state, transaction)
  if (providerOf(tenant, transaction)) return c.redirect(`${acceptPath}?state=${state}`)
  const database = databaseOf(tenant, request)
  const isKnown = database && findDatabaseUser(tenant, database, transaction.invitation?.email ?? '')
  return c.redirect(`${pathTo(tenant, request, isKnown ? 'login' : 'signup')}?state=${state}`)
}

/** The transaction with the address of its invitation, and the connection where one is named. */
function invited(tenant: Tenant, transaction: LoginTransaction): LoginTransaction {
  const { request } = transaction
  const invitation = findInvitation(tenant, request.organizationId, request.invitation)
  if (!invitation) return transaction
  const named = tenant.state.connections.find(({ id }) => id === invitation.connection_id)
  return {
    ...transaction,
    request: named ? { ...request, connection: named.name } : request,
    invitation: { ticketId: invitation.ticket_id, email: invitation.invitee.email },
  }
}

function providerOf(tenant: Tenant, { request }: LoginTransaction): Connection | undefined {
  return enabledConnections(tenant, request).find(
    ({ name, strategy }) =>
      name === request.connection && ['social', 'enterprise'].includes(kindOf(strategy)),
  )
}

/** The screen `accept-invitation`. */
export function createInvitationRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get(acceptPath, c => {
    const transaction = transactionOf(context, c)
    if (!transaction?.invitation) return noTransaction(context, c)
    const { state, request, arrival, invitation } = transaction
    const text = textsFor(transaction)
    return c.html(
      <Layout title={text.invited} locale={localeOf(request.uiLocales, arrival.language)}>
        <p class="lead">{invitation.email}</p>
        <form method="post" action={`${acceptPath}?state=${state}`}>
          <button type="submit">{text.continue}</button>
        </form>
      </Layout>,
    )
  })
  app.post(acceptPath, c => {
    const transaction = transactionOf(context, c)
    const provider = transaction && providerOf(context.tenant, transaction)
    return provider ? sendToProvider(context, c, transaction, provider, {}) : noTransaction(context, c)
  })
  return app
}

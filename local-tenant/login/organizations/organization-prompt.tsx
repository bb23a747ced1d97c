import { type Context, Hono } from 'hono'
import type { Tenant } from '../../tenant.ts'
import { arrivalOf, bodyOf } from '../arrival.ts'
import { goOn } from '../begin-login.ts'
import { completeLogin } from '../complete-login.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { currentSession } from '../session.ts'
import { Layout } from '../universal-login/layout.tsx'

/** The prompts `organizations`: before the login its name is typed, after it one of the member's own is picked. */
export function createOrganizationPromptRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()

  app.get('/u/organization', c => {
    const transaction = transactionOf(context, c)
    return transaction ? c.html(<NamePage state={transaction.state} />) : noTransaction(context, c)
  })

  app.post('/u/organization', async c => {
    const transaction = transactionOf(context, c)
    if (!transaction) return await noTransaction(context, c)
    const { organizationName = '' } = await bodyOf(c)
    const name = organizationName.trim().toLowerCase()
    const found = tenant.state.organizations.find(organization => organization.name === name)
    if (!found) return await c.html(<NamePage state={transaction.state} isUnknown />, 400)
    return await goOn(context, c, withOrganization(context, transaction, String(found.id)))
  })

  app.get('/u/organization/picker', c => {
    const transaction = transactionOf(context, c)
    const current = currentSession(tenant, c)
    if (!transaction || !current) return noTransaction(context, c)
    return c.html(<PickerPage state={transaction.state} choices={choicesOf(tenant, current.user.user_id)} />)
  })

  app.post('/u/organization/picker', async c => await pick(context, c))
  return app
}

/** Membership is looked at again when the login is completed: the page only offers. */
async function pick(context: LoginContext, c: Context): Promise<Response> {
  const transaction = transactionOf(context, c)
  const current = currentSession(context.tenant, c)
  if (!transaction || !current) return await noTransaction(context, c)
  const { organization = '' } = await bodyOf(c)
  const picked = withOrganization(context, transaction, organization)
  return await completeLogin(context, c, picked, {
    ...current,
    arrival: { ...picked.arrival, ip: arrivalOf(c).ip },
  })
}

function withOrganization(
  context: LoginContext,
  transaction: LoginTransaction,
  organizationId: string,
): LoginTransaction {
  const request = { ...transaction.request, organizationId }
  const known = { ...transaction, request }
  context.transactions.set(transaction.state, known)
  return known
}

interface Choice {
  id: string
  name: string
}

function choicesOf({ state }: Tenant, userId: string): Choice[] {
  const own = state.organizations.filter(({ id }) => state.organization_members[String(id)]?.[userId])
  return own.map(({ id, display_name, name }) => ({ id: String(id), name: String(display_name ?? name) }))
}

function NamePage({ state, isUnknown = false }: { state: string; isUnknown?: boolean }) {
  return (
    <Layout title="Enter Your Organization" locale="en">
      {isUnknown && (
        <p class="error" role="alert">
          The organization you entered is invalid
        </p>
      )}
      <form method="post" action={`/u/organization?state=${state}`}>
        <label>
          Organization name
          <input type="text" name="organizationName" required />
        </label>
        <button type="submit">Continue</button>
      </form>
    </Layout>
  )
}

function PickerPage({ state, choices }: { state: string; choices: Choice[] }) {
  return (
    <Layout title="Select an Organization" locale="en">
      <form method="post" action={`/u/organization/picker?state=${state}`}>
        {choices.map(({ id, name }) => (
          <button type="submit" name="organization" value={id}>
            {name}
          </button>
        ))}
      </form>
    </Layout>
  )
}

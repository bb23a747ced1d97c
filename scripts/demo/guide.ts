import type { Persona } from './scene/personas.ts'
import type { Stack } from './stack.ts'

/** Whom the demo invites when it starts. */
export const firstInvitee = 'grace@acme.example'

/** What somebody needs to know who has just started the demo. */
export function renderGuide({ urls, scene }: Pick<Stack, 'urls' | 'scene'>): string {
  return `
Guestlist is running, with a local tenant in place of Auth0. Nothing leaves this machine.

  Start here     ${urls.portal}/demo   everything below, and a link in every state

  Mailbox        ${urls.mailbox}
  Portal         ${urls.portal}   invite-only; shows its ID and access token
  Funnel         ${urls.funnel}   open to everybody; invites its visitors itself
  Service        ${urls.service}
  API reference  ${urls.service}/api
${(scene?.personas ?? []).map(renderPersona).join('')}
What to try
  1. Open the mailbox. ${firstInvitee} has been invited to the Portal: open the link in the mail,
     press "Accept invitation", sign up with any password (never a real one).
     You are in, and the Portal shows the invited role in both tokens.
  2. Log out, and sign up at the Portal with any other address: refused, and no account is made.
     "Continue with Google" lets you choose who you are; the uninvited end on a page that explains.
  3. Open the invitation once more: "You’ve already joined".
  4. Sign in at ${urls.service}/admin as the administrator: charts of six weeks, an import with some
     failed rows, each invitation's history; invite a pasted list of people, revoke some.
     Then as the inviter, who sees and may do less.
  5. Leave an address and an order number at the Funnel, open the mail, join: there is that order.

Scripts find addresses and an API client in .demo/demo.json. Ctrl-C stops everything; the next start goes on from
there within a day, \`npm run demo -- --fresh\` begins anew. \`npm run demo -- --tour\` shows ten moments in a browser.
`
}

function renderPersona({ part, name, email, password, address }: Persona): string {
  return `
  ${part.padEnd(14)} ${name}, at ${address}
                 ${email}   password ${password}
`
}

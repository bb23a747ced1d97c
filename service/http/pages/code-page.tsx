import { Field } from './field.tsx'
import { Layout, type Site } from './layout.tsx'
import type { PageAction } from './message-page.tsx'

/** The way to this page, for whoever has no link that works. */
export const toCodePage: PageAction = { label: 'Enter the code from the message', href: '/i/code' }

interface CodePageProps {
  site: Site
  /** What was sent and opens nothing. */
  wrong?: { address: string } | undefined
}

/** The way in for mailboxes whose scanners break links: the invited address and the code from the message. */
export function CodePage({ site, wrong }: CodePageProps) {
  return (
    <Layout site={site} title={`${wrong ? 'Error: ' : ''}Enter your code`}>
      <p class="eyebrow">Invitation</p>
      <h1>Enter your code</h1>
      <p>Does the link in your message not work? There is a code of ten letters and digits below it.</p>
      <form method="post" action="/i/code">
        <Field
          name="email"
          label="Your email address"
          hint="The address that the message came to"
          value={wrong?.address}
        />
        <Field
          name="code"
          label="Code"
          hint="Ten letters and digits, such as ABCDE-12345"
          error={
            wrong &&
            'This address and this code do not open an invitation together. Please check both, and that it is the latest message.'
          }
        />
        <button type="submit" class="button">
          Open the invitation
        </button>
      </form>
      <p class="note">
        After five wrong tries a code opens nothing any more. The link in the message still does, and a new
        message brings a new code.
      </p>
    </Layout>
  )
}

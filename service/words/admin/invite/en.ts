import type { AdminInviteWords } from './words.ts'

export const en: AdminInviteWords = {
  title: 'Invite people',
  lead: 'Everybody gets an invitation of their own.',
  kind: 'What kind of invitation?',
  kinds: {
    personal: { name: 'Personal', text: 'One invitation for each address' },
    shared: { name: 'Shared link', text: 'One link that several people may use' },
    domain: { name: 'Domain link', text: 'One link for addresses of one domain' },
  },
  addresses: 'Whom do you invite?',
  addressesHint:
    'Addresses, one per line or with commas; “Name <address>” works, too. Phone numbers begin with +.',
  remove: address => `Remove ${address}`,
  domain: 'Domain',
  domainHint: 'Such as example.com',
  maxUses: 'How many people?',
  roles: 'Roles',
  rolesHint: 'What they get when they join.',
  noRoles: 'There are no roles that you may grant. Invitations without roles let people in.',
  application: 'Application',
  noApplication: 'None in particular',
  delivery: 'How does it get there?',
  byMail: 'By mail',
  byMailText: 'We send it; nobody else sees the link',
  byLink: 'As a link',
  byLinkText: 'You share it; its page sends the message to their address',
  language: 'Language',
  message: 'A few words from you',
  messageHint: 'Plain text without addresses, up to 500 characters. Optional.',
  lifetime: 'Valid for',
  more: 'More options',
  onLive: 'Where an invitation is still open',
  onLiveChoices: {
    refuse: 'Leave it as it is',
    replace: 'Replace it by this one',
    extend: 'Give it more time',
  },
  notify: 'Write to me when somebody joins',
  advanced: {
    title: 'Advanced',
    externalId: {
      label: 'External id',
      hint: 'Your own id for it, such as one of your CRM. Lists can be searched by it.',
    },
    resultUrl: {
      label: 'Where they go after joining',
      hint: origins => `A whole address at one of: ${origins}`,
    },
    connection: {
      label: 'Connection',
      hint: 'Name of the one connection that they may join with. Empty: any.',
    },
    onExistingUser: 'Somebody who has an account already',
    onExistingUserChoices: { add: 'Gets what the invitation gives', refuse: 'Is not let in by it' },
    permissions: {
      label: 'Permissions',
      hint: 'One per line: the identifier of an API, a space, and the permission.',
    },
    keys: keys => `A JSON object with some of these keys: ${keys}. What the user has already stays.`,
    allKeys: 'A JSON object, such as {"plan": "pro"}. What the user has already stays.',
    unsafeNumber: key =>
      `The number in “${key}” cannot be kept as it is. Write it as a text, in quotation marks.`,
    faults: {
      app_metadata: 'This is not a JSON object, such as {"plan": "pro"}.',
      user_metadata: 'This is not a JSON object, such as {"plan": "pro"}.',
      permissions: 'Enter on each line the identifier of an API, a space, and one permission.',
      result_url: 'Enter a whole address that begins with https://.',
      connection: 'Letters, digits, “-” and “_” only.',
      external_id: 'This is too long.',
    },
  },
  preview: 'Preview of the mail',
  previewButton: 'Show the preview',
  previewHint: 'As the invitee gets it. The link in it leads nowhere.',
  previewAddress: 'invitee@example.com',
  submit: 'Send invitations',
  left: left => `You can send ${left} more today.`,
  state: {
    ok: 'Can be invited',
    malformed: 'Not an address',
    invisible: 'Has an invisible character',
    duplicate: 'Twice in this list',
    already_invited: 'Invited already',
    already_member: 'Has an account already',
    joined: 'Joined by an invitation before',
  },
  lookingUp: n =>
    n === 1
      ? 'Whether 1 of them has an account is being looked up.'
      : `Whether ${n} of them have accounts is being looked up.`,
  notLookedUp: n =>
    n === 1
      ? 'Whether 1 of them has an account was not looked up: whoever has one gets the same there.'
      : `Whether ${n} of them have accounts was not looked up: whoever has one gets the same there.`,
  checked: (good, bad) => `${good} can be invited, ${bad} cannot.`,
  missing: 'Enter at least one address.',
  missingDomain: 'Enter a domain, such as example.com.',
  missingUses: 'Enter a whole number from 1 to 100,000.',
  tooMany: max => `At most ${max} addresses at once. Import a file for more.`,
  result: {
    title: 'Your invitations',
    sent: count => (count === 1 ? '1 invitation is on its way.' : `${count} invitations are on their way.`),
    links: count => (count === 1 ? '1 link is ready.' : `${count} links are ready.`),
    extended: count => (count === 1 ? '1 invitation got more time.' : `${count} invitations got more time.`),
    failed: count => (count === 1 ? '1 address was not invited:' : `${count} addresses were not invited:`),
    open: 'Open the invitation',
    more: 'Invite more people',
    list: 'Show all invitations',
    outcome: { sent: 'On its way', link: 'Link ready', extended: 'More time', failed: 'Not invited' },
  },
}

/** Around every page of administrators. */
export const adminFrame = {
  skip: 'Skip to content',
  navigation: 'Administration',
  areas: {
    overview: 'Overview',
    invitations: 'Invitations',
    invite: 'Invite people',
    imports: 'Import',
    gate: 'Gate',
    policy: 'Policy',
    webhooks: 'Webhooks',
    audit: 'Audit log',
  },
  signOut: 'Sign out',
  account: 'Signed in as',
  signIn: {
    title: 'Sign in',
    intro: (organization: string) => `Invite people to ${organization} and manage invitations.`,
    submit: 'Continue to sign in',
    /** Somebody was here, but too long ago. */
    ended: 'You’ve been signed out. Nothing was changed.',
  },
  signedOut: {
    title: 'You’re signed out',
    text: 'You’ve been signed out.',
    again: 'Sign in again',
  },
  noPermission: {
    title: 'You don’t have access to these pages',
    signedInAs: (who: string) => `You’re signed in as ${who}, and this account can’t invite people.`,
    ask: 'Ask the administrator of your Auth0 tenant for the role “Inviter” or “Invitation Administrator”, then sign in again.',
    another: 'Use another account',
  },
  notSetUp: {
    title: 'Administration isn’t set up',
    text: 'The service doesn’t know an application that administrators can sign in with.',
    how: 'Deploy the tenant’s files, which include the application “Guestlist administration”, set AUTH0_ADMIN_CLIENT_ID and AUTH0_ADMIN_CLIENT_SECRET to its credentials, and restart the service.',
  },
  unreachable: {
    title: 'Try again in a few minutes',
    text: 'The tenant isn’t responding, so we can’t check who you are and what you can do. Nothing was changed.',
    again: 'Try again',
  },
  elsewhere: {
    title: 'Sign in again',
    text: 'This sign-in was started in another browser or window, or a while ago, or it’s already finished.',
  },
  stopped: {
    title: 'You weren’t signed in',
    text: 'The sign-in was stopped before it was finished.',
  },
  notFound: {
    title: 'Page not found',
    text: 'It doesn’t exist, or you don’t have access to it.',
  },
  /** A form was sent; it is still there. */
  sessionEnded: {
    title: 'Your session has ended',
    text: 'Nothing is lost and nothing was changed. Sign in in another tab, come back here, and send it again.',
    signIn: 'Sign in in another tab',
    again: 'Send again',
  },
  formTooOld: {
    title: 'Send the form again',
    text: 'It came from an earlier session, or not from one of our pages. Nothing was changed.',
    back: 'Back to the page',
    again: 'Send again',
  },
  notAllowed: {
    title: 'You can’t do this',
    text: (permission: string) =>
      `Your account doesn’t have the permission ${permission}. Ask the administrator of your Auth0 tenant.`,
  },
}

/** The first page: what happened, and what needs somebody. */
export const overview = {
  title: 'Overview',
  all: 'All invitations of this tenant.',
  own: 'Your invitations. Administrators of the tenant see all of them.',
  /** Names the choice of a time. */
  range: 'Time',
  days: (count: string) => `${count} days`,
  attention: {
    title: 'Needs attention',
    none: 'Nothing needs your attention.',
    /** Stable codes follow. */
    reason: (codes: string) => `Reason: ${codes}`,
    atLeast: (count: string) => `${count} or more`,
    unsent: {
      title: (count: string) => `Invitations that couldn’t be sent: ${count}`,
      text: 'The mail provider didn’t accept them. Check the address, then send it again.',
    },
    mailRefused: {
      title: (count: string) => `Email isn’t going out. Waiting: ${count}`,
      text: 'The provider accepts no messages from this service. Check the API key, the sender and the account’s credit.',
    },
    delayed: {
      title: (count: string) => `Delayed emails: ${count}`,
      text: 'They couldn’t be sent yet and will be retried automatically.',
    },
    bounced: {
      title: (count: string) => `Bounced emails: ${count}`,
      text: 'According to the provider, the mailbox doesn’t exist or accepts no mail. Check the address and send again.',
    },
    ungranted: {
      title: (count: string) => `Joined, but missing roles or permissions: ${count}`,
      text: 'Roles or permissions couldn’t be assigned. Once the tenant has them, they’re assigned at the next sign-in.',
    },
    limitOwn: {
      title: 'You’ve reached your limit for today',
      text: (until: string) => `You can invite again from ${until}.`,
    },
    limitTenant: {
      title: 'The tenant has reached its limit for today',
      text: (until: string) => `No one can invite before ${until}.`,
    },
    limitOthers: {
      title: (count: string) => `Inviters who’ve reached their limit for today: ${count}`,
      text: 'The policy sets how many invitations a person can send per day.',
    },
    webhooks: {
      title: (count: string) => `Failed webhooks in the last 7 days: ${count}`,
      text: 'The endpoint rejected them. Once it’s fixed, send them again.',
    },
    gateOpen: { title: 'The gate is open', text: 'Anyone can join, with or without an invitation.' },
    gateObserves: {
      title: 'The gate is observing',
      text: 'It refuses no one yet. Check who it would refuse before you close it.',
    },
    setup: {
      title: 'Something is wrong with this installation',
      text: 'The person who runs the service can fix it. “npm run doctor” checks more.',
    },
    gateDiffers: {
      title: 'Actions and service have different gate settings',
      text: 'The Actions in the tenant were built with different settings. Deploy them again, or start the service with the same file.',
    },
    unknownRoles: {
      title: 'The policy names roles that the tenant doesn’t have',
      text: 'No one can grant them. Correct the policy file, or create the roles.',
    },
    tenantSilent: {
      title: 'The tenant isn’t responding',
      text: 'Not everything could be checked. The numbers below are complete.',
    },
    /** Leads to where something can be done about it. */
    show: 'Show',
  },
  counts: {
    invited: 'Invited',
    sent: 'Sent or shared',
    delivered: 'Delivered',
    bounced: 'Bounced',
    opened: 'Started',
    accepted: 'Accepted',
  },
  /** How many of the invited have accepted. */
  acceptance: 'Acceptance rate',
  overTime: {
    title: 'Invitations over time',
    perDay: 'By day created (UTC).',
    perWeek: 'By week created (UTC).',
  },
  day: 'Day',
  week: 'Week',
  funnel: {
    title: 'From invitation to membership',
    note: 'Started means the invitee clicked Accept. Deliveries are counted as the provider reports them.',
    step: 'Step',
  },
  /** Nobody has told us. */
  notReported: 'not reported',
  times: {
    title: 'Time to acceptance',
    median: (time: string) => `Median: ${time}.`,
    middleHalf: (first: string, third: string) => `Half of them took between ${first} and ${third}.`,
    under: (time: string) => `Less than ${time}`,
    over: (time: string) => `More than ${time}`,
    time: 'Time',
    empty: 'No one has accepted an invitation from this period.',
  },
  roles: {
    title: 'By role',
    note: 'An invitation with several roles counts in each.',
    role: 'Role',
    empty: 'No invitation from this period grants a role.',
  },
  inviters: { title: 'By inviter', note: 'Most invitations first.', inviter: 'Inviter' },
  partOf: (part: string, whole: string) => `${part} of ${whole}`,
  numbers: 'Show the numbers',
  empty: 'No invitations in this period.',
  basis: 'Personal invitations, including those sent through shared links.',
}

/** Who did what, and when. */
export const audit = {
  title: 'Audit log',
  all: 'Everything that happened to all invitations, newest first. It can’t be changed, and holds no addresses.',
  own: 'Everything that happened to your invitations, newest first. Administrators of the tenant see all of it.',
  type: 'Event',
  types: {
    created: 'Created',
    updated: 'Changed',
    resent: 'Resent',
    sent: 'Sent',
    delivered: 'Delivered',
    bounced: 'Bounced',
    opened: 'Started',
    accepted: 'Accepted',
    released: 'Acceptance undone',
    declined: 'Declined',
    revoked: 'Revoked',
    extended: 'Extended',
    expired: 'Expired',
    grant_completed: 'Access granted',
    grant_failed: 'Access incomplete',
    erased: 'Personal data erased',
  },
  actorKind: 'By',
  actorKinds: {
    person: 'Inviter or administrator',
    client: 'Back end',
    invitee: 'Invitee',
    system: 'Service',
  },
  actor: 'User or client id',
  invitation: 'Invitation',
  from: 'From (UTC)',
  to: 'To (UTC)',
  any: 'Any',
  apply: 'Apply',
  reset: 'Clear filters',
  when: 'When (UTC)',
  who: 'Who',
  changes: 'Changes',
  noChanges: '–',
  details: 'Show',
  empty: 'No events match.',
  /** Few of the latest events match, and older ones have not been looked at. */
  unfinished: 'Only part of the log has been searched so far. Continue with older events.',
  older: 'Older',
  newest: 'Newest',
  pages: 'Pages',
}

/** Deliveries to configured endpoints. */
export const webhooks = {
  title: 'Webhooks',
  lead: 'Deliveries to configured endpoints.',
  notSetUp: 'No endpoint is configured. Set WEBHOOKS in the service’s environment.',
  endpoints: 'Endpoints',
  removed: 'no longer configured',
  status: 'Status',
  statuses: {
    queued: 'Queued',
    delivered: 'Delivered',
    failed: 'Failed',
  },
  endpoint: 'Endpoint',
  all: 'All',
  apply: 'Apply',
  event: 'Event',
  invitation: 'Invitation',
  attempts: 'Attempts',
  answer: 'Last response',
  noAnswer: 'none yet',
  queuedAt: 'Queued at',
  attemptedAt: 'Last attempt',
  replay: 'Send again',
  confirm: {
    title: 'Send this webhook again?',
    text: 'Sends it again with the same id, so the endpoint can ignore duplicates.',
    submit: 'Send again',
    cancel: 'Cancel',
  },
  done: 'Webhook queued.',
  gone: 'This delivery no longer exists.',
  empty: 'No deliveries match.',
  older: 'Older',
  newest: 'Newest',
  pages: 'Pages',
}

/** The gate and whom it lets pass. */
export const gate = {
  title: 'Gate',
  modes: {
    open: {
      name: 'Open',
      text: 'Anyone can join, with or without an invitation.',
    },
    observe: {
      name: 'Observing',
      text: 'Refuses no one, and counts who would have been refused.',
    },
    'invite-only': {
      name: 'Invite-only',
      text: 'New sign-ups without an invitation are refused.',
    },
  },
  mode: 'State',
  since: 'Existing accounts',
  sinceNote: 'Accounts older than this don’t need an invitation.',
  /** Refusals that no longer count: from before an instant, and of users by their ids. */
  pardoned: 'Pardoned refusals',
  pardonedBefore: (before: string) => `Refusals before ${before}`,
  applications: 'Exempt applications',
  connections: 'Exempt connections',
  clientMetadata: 'Applications are also exempt if their metadata says “open” for',
  organizations: 'Trusted organizations',
  social: 'Social logins that prove an address',
  enterprise: 'Enterprise logins that prove an address',
  admitByAddress: 'Allow sign-up by matching address just after Accept',
  entryByAddress: 'Allow sign-in with a proven address, without the link',
  yes: 'allowed',
  no: 'not allowed',
  none: 'none',
  differs:
    'The Actions in the tenant were built with different settings. Deploy them again, or start the service with the same file.',
  /** Where the settings are. */
  where: 'These settings are in a file that’s deployed with the Actions. They can’t be changed here.',
  observed: {
    title: 'What would have been refused',
    note: 'Sign-ins and sign-ups by day (UTC) while the gate is observing. The same person may count more than once. No names are kept.',
    empty: 'Nothing observed in this period.',
    perDay: 'Per day',
    count: 'Number',
    day: 'Day',
    reason: 'Reason',
    door: 'Source',
    application: 'Application',
    noApplication: 'none',
    total: (count: string) => `Total: ${count}`,
  },
  doors: {
    sign_up: 'Sign-up',
    sign_up_by_api: 'Created by an administrator or API',
    log_in: 'Sign-in',
    refresh_token: 'Refresh token',
    password_grant: 'Password grant',
    device: 'Device',
    token_exchange: 'Token exchange',
  },
  range: 'Time',
  days: (count: string) => `${count} days`,
  numbers: 'Show the numbers',
}

/** Who may invite whom, and limits. */
export const policy = {
  title: 'Policy',
  lead: 'Who can invite whom, and limits.',
  yours: 'What you can do',
  everybody: 'Tenant-wide rules',
  file: 'These rules are in the policy file, which is read when the service starts.',
  roles: 'Roles you can grant',
  everyRole: 'Every role',
  noRole: 'None',
  metadata: 'Metadata you can set',
  everyKey: 'Every key that isn’t reserved',
  noKey: 'None',
  personalTtl: 'Longest lifetime of a personal invitation',
  sharedTtl: 'Longest lifetime of a shared link',
  coolDown: 'Wait between two messages about one invitation',
  existence: 'Whether an address already has an account',
  existenceYes: 'You can see this',
  existenceNo: 'You can’t see this',
  limits: 'Limits',
  limit: 'Limit',
  left: 'Left',
  leftOf: (left: string, max: string) => `${left} of ${max} left`,
  renewed: 'Resets',
  limitNames: {
    per_inviter_per_day: 'Per inviter and day',
    per_tenant_per_day: 'Tenant total per day',
    per_recipient_per_day: 'Per recipient and day',
    per_ip_per_hour: 'Per network and hour, from public pages',
  },
  /** Of what is pressed on public pages. */
  pressNames: {
    perInvitationPerHour: 'Buttons pressed per invitation and hour',
    perInvitationAndIpPerHour: 'The same from one network',
    perLinkPerHour: 'Addresses sent through a link for many, per hour',
    perLinkAndIpPerHour: 'The same from one network',
    perIpPerMinute: 'Buttons pressed per network and minute',
    wrongCodesPerIpPerHour: 'Wrong codes per network and hour',
  },
  unlimited: 'no limit',
  noLimits: 'There are no limits.',
  allowedDomains: 'Only these domains can be invited',
  blockedDomains: 'These domains can’t be invited',
  all: 'all',
  none: 'none',
  byRole: 'Extra grants',
  whoever: 'Anyone with the role',
  client: (id: string) => `Back end ${id}`,
  mayGrant: 'Can grant',
  mayGive: 'Can set',
  mayOverwrite: 'Can replace',
  noRoles: 'None. Everyone can grant the roles they have themselves.',
}

import type { OverviewWords } from './words.ts'

export const en: OverviewWords = {
  title: 'Overview',
  all: 'All invitations of this tenant.',
  own: 'Your invitations. Administrators of the tenant see all of them.',
  range: 'Time',
  days: count => `${count} days`,
  attention: {
    title: 'Needs attention',
    none: 'Nothing needs your attention.',
    reason: codes => `Reason: ${codes}`,
    atLeast: count => `${count} or more`,
    unsent: {
      title: count => `Invitations that couldn’t be sent: ${count}`,
      text: 'The mail provider did not take them. Check the address, then send it again.',
    },
    mailRefused: {
      title: count => `Email isn’t going out. Waiting: ${count}`,
      text: 'The provider accepts no messages from this service. Check the API key, the sender and the account’s credit.',
    },
    delayed: {
      title: count => `Delayed emails: ${count}`,
      text: 'They couldn’t be sent yet and will be retried automatically.',
    },
    bounced: {
      title: count => `Bounced emails: ${count}`,
      text: 'According to the provider, the mailbox doesn’t exist or accepts no mail. Check the address and send again.',
    },
    ungranted: {
      title: count => `Joined, but missing roles or permissions: ${count}`,
      text: 'Roles or permissions couldn’t be assigned. Once the tenant has them, they’re assigned at the next sign-in.',
    },
    limitOwn: {
      title: 'You’ve reached your limit for today',
      text: until => `You can invite again from ${until}.`,
    },
    limitTenant: {
      title: 'The tenant has reached its limit for today',
      text: until => `No one can invite before ${until}.`,
    },
    limitOthers: {
      title: count => `Inviters who’ve reached their limit for today: ${count}`,
      text: 'The policy sets how many invitations a person can send per day.',
    },
    webhooks: {
      title: count => `Failed webhooks in the last 7 days: ${count}`,
      text: 'The endpoint rejected them. Once it’s fixed, send them again.',
    },
    gateOpen: { title: 'The gate is open', text: 'Anyone can join, with or without an invitation.' },
    gateObserves: {
      title: 'The gate is observing',
      text: 'It refuses no one yet. Check who it would refuse before you close it.',
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
  notReported: 'not reported',
  times: {
    title: 'Time to acceptance',
    median: time => `Median: ${time}.`,
    middleHalf: (first, third) => `Half of them took between ${first} and ${third}.`,
    under: time => `Less than ${time}`,
    over: time => `More than ${time}`,
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
  partOf: (part, whole) => `${part} of ${whole}`,
  numbers: 'Show the numbers',
  empty: 'No invitations in this period.',
  basis: 'Personal invitations, including those sent through shared links.',
}

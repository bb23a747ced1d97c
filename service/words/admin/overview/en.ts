import type { OverviewWords } from './words.ts'

export const en: OverviewWords = {
  title: 'Overview',
  all: 'All invitations of this tenant.',
  own: 'Your own invitations. Whoever administers the tenant sees all of them.',
  range: 'Time',
  days: count => `${count} days`,
  attention: {
    title: 'Needs attention',
    none: 'Nothing needs your attention.',
    reason: codes => `Reason: ${codes}`,
    atLeast: count => `${count} or more`,
    unsent: {
      title: count => `Invitations that could not be sent: ${count}`,
      text: 'The mail provider did not take them. Check the address, then send it again.',
    },
    mailRefused: {
      title: count => `Mail is not going out. Waiting: ${count}`,
      text: 'The provider takes no messages from this service. Check its API key, the sender and the credit.',
    },
    delayed: {
      title: count => `Messages that are late: ${count}`,
      text: 'They could not be handed over yet and are tried again without your doing.',
    },
    bounced: {
      title: count => `Messages that came back: ${count}`,
      text: 'The mailbox does not exist or takes no mail, as far as the provider has told us. Check the address and send again.',
    },
    ungranted: {
      title: count => `People who joined and did not get everything: ${count}`,
      text: 'Roles or permissions could not be given. Once the tenant has them, the next log-in gives them.',
    },
    limitOwn: {
      title: 'You have used up your allowance for today',
      text: until => `You can invite again from ${until}.`,
    },
    limitTenant: {
      title: 'The allowance of the whole tenant is used up for today',
      text: until => `Nobody can invite before ${until}.`,
    },
    limitOthers: {
      title: count => `Inviters who have used up their allowance for today: ${count}`,
      text: 'The policy says how many invitations somebody may send in a day.',
    },
    webhooks: {
      title: count => `Webhooks given up in the last 7 days: ${count}`,
      text: 'The receivers did not take them. Once they do, send them again.',
    },
    gateOpen: { title: 'The gate is open', text: 'Everybody can join, with or without an invitation.' },
    gateObserves: {
      title: 'The gate only observes',
      text: 'It refuses nobody yet. Look at whom it would refuse before you close it.',
    },
    setup: {
      title: 'Something is wrong with how Guestlist is set up',
      text: 'Somebody who runs the service can put it right; “npm run doctor” looks at more.',
    },
    gateDiffers: {
      title: 'Actions and service have different gates',
      text: 'The Actions in the tenant were built with other settings. Deploy them again, or start the service with the same file.',
    },
    unknownRoles: {
      title: 'The policy names roles that the tenant does not have',
      text: 'Nobody can grant them. Correct the policy file, or create the roles.',
    },
    tenantSilent: {
      title: 'The tenant does not answer',
      text: 'So not everything could be checked. The numbers below are complete.',
    },
    show: 'Show',
  },
  counts: {
    invited: 'Invited',
    sent: 'Sent or handed out',
    delivered: 'Delivered',
    bounced: 'Came back',
    opened: 'Opened',
    accepted: 'Accepted',
  },
  acceptance: 'Acceptance',
  overTime: {
    title: 'Invitations over time',
    perDay: 'By day on which they were made (UTC).',
    perWeek: 'By week in which they were made (UTC).',
  },
  day: 'Day',
  week: 'Week',
  funnel: {
    title: 'From invitation to membership',
    note: 'Opened means that somebody pressed Accept. Deliveries count as far as the provider reports them.',
    step: 'Step',
  },
  notReported: 'not reported',
  times: {
    title: 'Time to acceptance',
    median: time => `Median: ${time}.`,
    middleHalf: (first, third) => `Half of the people took between ${first} and ${third}.`,
    under: time => `Less than ${time}`,
    over: time => `More than ${time}`,
    time: 'Time',
    empty: 'Nobody has accepted an invitation from this time.',
  },
  roles: {
    title: 'By role',
    note: 'An invitation with several roles counts in each of them.',
    role: 'Role',
    empty: 'No invitation from this time gives a role.',
  },
  inviters: { title: 'By inviter', note: 'Those with the most invitations.', inviter: 'Inviter' },
  partOf: (part, whole) => `${part} of ${whole}`,
  numbers: 'Show the numbers',
  empty: 'No invitations in this time.',
  basis: 'Personal invitations, and those that shared links have sent.',
}

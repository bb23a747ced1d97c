import type { BulkOperationWords } from './words.ts'

export const en: BulkOperationWords = {
  how: 'This takes a while and goes on in the background, also when you leave the page. What no longer matches when its turn comes stays as it is.',
  cutOff: 'Invitations that are made from now on are not in it.',
  title: { resend: 'Sending again', extend: 'Extending', revoke: 'Revoking' },
  status: { running: 'Running', finished: 'Finished', cancelled: 'Stopped', failed: 'Broken off' },
  progress: (done, total) => `${done} of ${total} looked at`,
  goesOn: 'You can leave this page: it goes on, and the list of invitations leads back here.',
  changed: 'Changed',
  refused: 'Not changed',
  left: 'Not looked at',
  reasons: 'Why some were not changed',
  examples: count => `The first ${count} of them`,
  stop: 'Stop here',
  stopHint: 'What has been changed stays so.',
  failure: {
    forbidden: 'Your permission for this was withdrawn. What had been changed until then stays so.',
    other: 'It could not go on. What had been changed until then stays so; do the same again for the rest.',
  },
  recent: 'Changes of all that match, in the last 24 hours',
}

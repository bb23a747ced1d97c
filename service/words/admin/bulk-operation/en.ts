import type { BulkOperationWords } from './words.ts'

export const en: BulkOperationWords = {
  how: 'This takes a while and continues in the background, even if you leave the page. Invitations that no longer match by then stay as they are.',
  cutOff: 'Invitations created from now on aren’t included.',
  title: { resend: 'Resending', extend: 'Extending', revoke: 'Revoking' },
  status: { running: 'Running', finished: 'Finished', cancelled: 'Stopped', failed: 'Cancelled' },
  progress: (done, total) => `${done} of ${total} checked`,
  goesOn: 'You can leave this page. It continues, and you can get back here from the list of invitations.',
  changed: 'Changed',
  refused: 'Not changed',
  left: 'Not checked',
  reasons: 'Why some weren’t changed',
  examples: count => `The first ${count} of them`,
  stop: 'Stop',
  stopHint: 'Changes already made are kept.',
  failure: {
    forbidden: 'Your permission for this was withdrawn. Changes already made are kept.',
    other: 'It couldn’t continue. Changes already made are kept. Do the same again for the rest.',
  },
  recent: 'Bulk changes in the last 24 hours',
}

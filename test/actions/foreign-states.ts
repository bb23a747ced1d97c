/** As Accept makes it. */
export const ownState = 'guestlist.AAECAwQFBgcICQoLDA0ODw'

/** What applications put into `state`, and what they might; none of it is ours. */
export const foreignStates: [string, unknown][] = [
  ['2,000 characters', 's'.repeat(2_000)],
  ['100 kB', 's'.repeat(100_000)],
  ['emoji', '🧑‍🚀'.repeat(999)],
  ['half an emoji', '\ud83d'],
  ['control characters', '\u0000\n\u001b'],
  ['almost ours', `${ownState}x`],
  ['a parameter that was sent twice', [ownState, ownState]],
  ['an object', { toString: 'x' }],
  ['a number', 5],
]

const CIRCLE = 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z'

/** What a page is about at a glance; its heading says it in words. */
const drawings = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  mail: 'M3.5 6.5h17v11.5h-17zM4 7l8 6.5L20 7',
  late: `${CIRCLE}M12 7v5.5l3.5 2`,
  closed: `${CIRCLE}M6.2 6.2l11.6 11.6`,
  caution: `${CIRCLE}M12 7.5v5.5M12 16.2v.1`,
  broken:
    'M8.5 12l-2.2 2.2a3.5 3.5 0 0 0 5 5l2.2-2.2M15.5 12l2.2-2.2a3.5 3.5 0 0 0-5-5L10.5 7M8 4.5v2M4.5 8h2M16 19.5v-2M19.5 16h-2',
} as const

export type Tone = keyof typeof drawings | 'waiting'

/** The sign above a heading; nothing that a screen reader would have to read. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <div class={`mark mark-${tone}`} aria-hidden="true">
      {tone !== 'waiting' && (
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={drawings[tone]} />
        </svg>
      )}
    </div>
  )
}

/** What a browser does not do on a page that may load and run nothing but what the service serves. */
const stopped: readonly { readonly pattern: RegExp; readonly problem: string }[] = [
  {
    pattern: /<style[\s>]|<[^<>]*\sstyle\s*=/gi,
    problem: 'styles in a page are not applied; put them into style.css in the same folder',
  },
  { pattern: /<script[\s>]/gi, problem: 'scripts are not run' },
  { pattern: /<[^<>]*\son[a-z]+\s*=/gi, problem: 'scripts in attributes (on…=) are not run' },
  {
    pattern: /\shref\s*=\s*(?:["']\s*)?javascript:/gi,
    problem: 'links that are scripts (javascript:) are not run',
  },
  {
    pattern: /\s(?:src|srcset|poster)\s*=\s*(?:["']\s*)?(?:https?:)?\/\//gi,
    problem: 'nothing is loaded from elsewhere; your logo is BRAND_LOGO_FILE',
  },
  {
    pattern: /<link[^<>]*\shref\s*=\s*(?:["']\s*)?(?:https?:)?\/\//gi,
    problem: 'nothing is loaded from elsewhere; put your rules into style.css in the same folder',
  },
  { pattern: /<i?frame[\s>]/gi, problem: 'frames are not shown' },
]

/** Where a remark begins or ends, which is shown to nobody. */
const REMARK = /<!--|-->|\{%-?\s*(?:end)?comment\s*-?%\}/g

/** Blanks instead of remarks: the lines below stay where they are. One that never ends is none. */
function withoutRemarks(source: string): string {
  let [shown, end] = ['', 0]
  let begun: { at: number; isMarkup: boolean } | undefined
  for (const { 0: mark, index } of source.matchAll(REMARK)) {
    const isMarkup = !mark.startsWith('{')
    const ends = mark === '-->' || mark.includes('endcomment')
    if (!begun && !ends) begun = { at: index, isMarkup }
    if (begun?.isMarkup !== isMarkup || !ends) continue
    const after = index + mark.length
    shown += source.slice(end, begun.at) + source.slice(begun.at, after).replace(/[^\n]/g, ' ')
    end = after
    begun = undefined
  }
  return shown + source.slice(end)
}

/** What of a page's template would be without effect, with its line. */
export function checkMarkup(source: string): { line: number; problem: string }[] {
  const shown = withoutRemarks(source)
  return stopped
    .flatMap(({ pattern, problem }) =>
      [...shown.matchAll(pattern)].map(match => ({ line: lineAt(shown, match), problem })),
    )
    .sort((one, other) => one.line - other.line)
}

function lineAt(source: string, match: RegExpExecArray): number {
  return source.slice(0, match.index + match[0].trimEnd().length).split('\n').length
}

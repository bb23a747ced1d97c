/** What a browser does not do on a page that may load and run nothing but what the service serves. */
const stopped: readonly { readonly pattern: RegExp; readonly problem: string }[] = [
  {
    pattern: /<style[\s>]|<[^>]*\sstyle\s*=/gi,
    problem: 'styles in a page are not applied; put them into style.css in the same folder',
  },
  { pattern: /<script[\s>]/gi, problem: 'scripts are not run' },
  { pattern: /<[^>]*\son[a-z]+\s*=/gi, problem: 'scripts in attributes (on…=) are not run' },
  {
    pattern: /\shref\s*=\s*["']?\s*javascript:/gi,
    problem: 'links that are scripts (javascript:) are not run',
  },
  {
    pattern: /\s(?:src|srcset|poster)\s*=\s*["']?\s*(?:https?:)?\/\//gi,
    problem: 'nothing is loaded from elsewhere; your logo is BRAND_LOGO_FILE',
  },
  {
    pattern: /<link[^>]*\shref\s*=\s*["']?\s*(?:https?:)?\/\//gi,
    problem: 'nothing is loaded from elsewhere; put your rules into style.css in the same folder',
  },
  { pattern: /<i?frame[\s>]/gi, problem: 'frames are not shown' },
]

/** What is only a remark, and shown to nobody. */
const REMARK = /<!--[\s\S]*?-->|\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g

/** What of a page's template would be without effect, with its line. */
export function checkMarkup(source: string): { line: number; problem: string }[] {
  // Blanks instead of a remark: the lines below stay where they are.
  const shown = source.replace(REMARK, remark => remark.replace(/[^\n]/g, ' '))
  return stopped
    .flatMap(({ pattern, problem }) =>
      [...shown.matchAll(pattern)].map(match => ({ line: lineAt(shown, match), problem })),
    )
    .sort((one, other) => one.line - other.line)
}

function lineAt(source: string, match: RegExpExecArray): number {
  return source.slice(0, match.index + match[0].trimEnd().length).split('\n').length
}

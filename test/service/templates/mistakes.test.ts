import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { templateNames } from '../../../service/templates/template-files.ts'
import { makeEnvironment } from '../test-environment.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guestlist-templates-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What the operator is told at the start. */
async function faultsOf(files: Record<string, string>): Promise<string[]> {
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source)
  const env = { ...(await makeEnvironment()), TEMPLATES_DIR: folder }
  const error = await parseConfig(env).catch((thrown: unknown) => thrown)
  if (!(error instanceof ConfigError)) return []
  return error.faults.map(({ name, problem }) => `${name} ${problem}`)
}

describe('a mistake is named at the start', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a name that no template has',
      { 'invitatoin.liquid': '' },
      /invitatoin\.liquid: there is no such template; did you mean invitation\.liquid/,
    ],
    ['a file of another kind', { 'notes.txt': '' }, /notes\.txt: there is no such template/],
    [
      'a variable that is not given',
      { 'busy.liquid': '<p>\n{{ titel }}</p>' },
      /busy\.liquid:2: there is no variable "titel" \(did you mean "title"\?\); there are template, lang, title/,
    ],
    [
      'a tag that is not closed',
      { 'busy.liquid': 'a\n\n{% if title %}' },
      /busy\.liquid:3: tag .* not closed/,
    ],
    [
      'a filter that does not exist',
      { 'busy.liquid': '{{ title | shout }}' },
      /busy\.liquid:1: there is no filter "shout"/,
    ],
    [
      'S38 the filter that does not escape',
      { 'busy.liquid': '{{ title | raw }}' },
      /busy\.liquid:1: there is no filter "raw": values are always escaped/,
    ],
    [
      'an invitation that nobody could accept',
      { 'invitation.liquid': 'Hello' },
      /invitation\.liquid: uses none of form, content/,
    ],
    [
      'a message without its link',
      { 'mail-invitation.text.liquid': 'Hello' },
      /mail-invitation\.text\.liquid: uses none of link, content/,
    ],
    [
      'a frame without a page in it',
      { 'layout.liquid': '{{ head }}' },
      /layout\.liquid: has to use \{\{ content \}\}/,
    ],
    [
      'a frame without title, stylesheet and what waits for the grant',
      { 'layout.liquid': '{{ content }}' },
      /layout\.liquid: has to use \{\{ head \}\}/,
    ],
    [
      'a frame that nobody could sign out from',
      { 'account-layout.liquid': '{{ head }}{{ content }}' },
      /account-layout\.liquid: has to use \{\{ sign_out \}\}/,
    ],
    ...['{% render "/etc/passwd" %}', '{% include lang %}', '{% layout "x" %}'].map(
      source =>
        [
          `a file that is asked for from elsewhere: ${source}`,
          { 'busy.liquid': source },
          /busy\.liquid:1: there is no tag "\w+": a template reads no other file/,
        ] satisfies [string, Record<string, string>, RegExp],
    ),
    [
      'a name with a capital letter',
      { 'Busy.liquid': '' },
      /Busy\.liquid: there is no such template; did you mean busy\.liquid\?/,
    ],
    ['letters that were swapped', { 'layuot.liquid': '' }, /did you mean layout\.liquid\?$/],
    [
      'another ending',
      { 'busy.html': '' },
      /busy\.html: there is no such template; did you mean busy\.liquid\?/,
    ],
    [
      'a language that we do not speak',
      { 'busy.it.liquid': '' },
      /busy\.it\.liquid: there is no language "it"; there are en, es, fr, de, pt, ja/,
    ],
    [
      'a language in the wrong place',
      { 'mail-invitation.de.html.liquid': '' },
      /did you mean mail-invitation\.html\.de\.liquid\?$/,
    ],
    [
      'a message without its part',
      { 'mail-joined.liquid': '' },
      /did you mean mail-joined\.subject\.liquid or mail-joined\.html\.liquid or mail-joined\.text\.liquid\?$/,
    ],
    [
      'another stylesheet',
      { 'styles.css': '' },
      /styles\.css: there is no such file; did you mean style\.css\?/,
    ],
    [
      'a property that ways on do not have',
      { 'busy.liquid': '{% for way in actions %}\n{{ way.url }}{{ forloop.index }}{% endfor %}' },
      /busy\.liquid:2: "way\.url" is nothing: a way on has label, href, is_main/,
    ],
    [
      'a property of a text',
      { 'declined.liquid': '{{ inviter.name }}' },
      /declined\.liquid:1: "inviter" has no "name": write \{\{ inviter \}\}/,
    ],
    [
      'a list that is taken for one thing',
      { 'busy.liquid': '{{ actions.href }}' },
      /busy\.liquid:1: "actions" is a list: \{% for way in actions %\}\{\{ way\.href \}\}/,
    ],
    [
      'a filter that was mistyped',
      { 'busy.liquid': '{{ title | upcas }}' },
      /there is no filter "upcas"; did you mean "upcase"\?/,
    ],
    [
      'an end without its beginning',
      { 'busy.liquid': '{{ title }}\n{% endif %}' },
      /busy\.liquid:2: "endif" belongs to nothing that is open here/,
    ],
    ...['link', 'code'].map(
      name =>
        [
          `a secret in a subject: ${name}`,
          { 'mail-invitation.subject.liquid': `{{ ${name} }}` },
          /mail-invitation\.subject\.liquid:1: "\w+" is a secret/,
        ] satisfies [string, Record<string, string>, RegExp],
    ),
    [
      'what a page does not show: styles',
      { 'busy.liquid': '\n<p\n style="x">' },
      /busy\.liquid:3: styles .* style\.css/,
    ],
    ['a stylesheet in the page', { 'busy.liquid': '<style>p {}</style>' }, /busy\.liquid:1: styles/],
    ['a script', { 'busy.liquid': '<script src="/x.js"></script>' }, /busy\.liquid:1: scripts are not run/],
    [
      'a script in an attribute',
      { 'busy.liquid': '<p onclick="x()">' },
      /busy\.liquid:1: scripts in attributes/,
    ],
    [
      'a link that is a script',
      { 'busy.liquid': '<a href="javascript:x()">' },
      /busy\.liquid:1: links that are/,
    ],
    [
      'a picture from elsewhere',
      { 'busy.liquid': '<img alt="" src="https://acme.example/logo.png">' },
      /busy\.liquid:1: nothing is loaded from elsewhere; your logo is BRAND_LOGO_FILE/,
    ],
  ])('%s', async (_, files, expected) => {
    expect(await faultsOf(files)).toEqual([expect.stringMatching(expected)])
  })

  test('all of them at once, and a folder that is not there', async () => {
    expect(await faultsOf({ 'busy.liquid': '{{ a }}{{ b }}', 'x.liquid': '' })).toHaveLength(3)
    rmSync(folder, { recursive: true })
    expect(await faultsOf({}).catch(() => [])).toEqual([
      expect.stringContaining('TEMPLATES_DIR expected a folder'),
    ])
    mkdirSync(folder)
  })

  test('bytes that are no text, and a folder among the templates, are named too', async () => {
    mkdirSync(join(folder, 'partials'))
    writeFileSync(join(folder, 'busy.liquid'), Buffer.from([0x66, 0xfc, 0x72]))
    expect(await faultsOf({})).toEqual([
      'TEMPLATES_DIR partials/: a folder in the folder of templates is not read; put its files beside the others',
      'TEMPLATES_DIR busy.liquid: is not text in UTF-8',
    ])
  })

  test('nothing is wrong with every name in every language', async () => {
    const files = templateNames.flatMap(name => [`${name}.liquid`, `${name}.ja.liquid`])
    const sourceOf = (file: string) =>
      ({ layout: '{{ head }}{{ content }}' })[file.split('.')[0] ?? ''] ??
      (file.includes('-layout') ? '{{ head }}{{ sign_out }}{{ content }}' : '{{ content }}')
    expect(await faultsOf(Object.fromEntries(files.map(file => [file, sourceOf(file)])))).toEqual([])
  })

  test('nothing is wrong with what Liquid and HTML can do', async () => {
    const sources = {
      'invitation.liquid':
        '{% if inviter != "" and roles.size > 0 %}{{ roles.first }}{{ roles[0] }}{% endif %}{{ title.size }}{{ form }}',
      'busy.liquid':
        '{% assign main = actions | first %}<a href="{{ main.href }}">{{ main.label }}</a>{% for way in actions %}{% if way.is_main %}{{ forloop.last }}{% endif %}{% endfor %}',
      'declined.liquid':
        '<!-- <script> --><p class="style on" data-onward="x">{% comment %}<style>{% endcomment %}<img src="/assets/x" alt=""><a href="https://acme.example/">A</a>',
      'mail-invitation.html.liquid': '<p style="color: red"><img src="https://acme.example/a.png">{{ link }}',
    }
    expect(await faultsOf(sources)).toEqual([])
  })
})

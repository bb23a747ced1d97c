import { memberWords } from '../../words/members/words.ts'
import type { Site } from '../pages/site.ts'
import { DATA_PATH } from './data-routes.ts'

/** The way to a copy of all this. */
export function DataPanel({ site }: { site: Site }) {
  const words = memberWords(site.locale).data
  return (
    <section class="panel" aria-labelledby="data">
      <h2 id="data">{words.heading}</h2>
      <p>{words.intro}</p>
      {/* No `download`: where the session has ended, the sign-in is a page and no file. */}
      <a class="button button-quiet" href={`/account${DATA_PATH}`}>
        {words.download}
      </a>
    </section>
  )
}

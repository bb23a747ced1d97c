import { toDisplayName } from '../../mail/display-name.ts'
import type { WayIn } from '../../members/find-ways-in.ts'
import { frameWords } from '../../words/frame/words.ts'
import { memberWords } from '../../words/members/words.ts'
import { Emphasised, strong } from '../pages/parts/emphasised.tsx'
import type { Site } from '../pages/site.ts'

/** Which invitations brought somebody, and what each of them gave. */
export function JoinedPanel({ site, ways }: { site: Site; ways: readonly WayIn[] }) {
  const words = memberWords(site.locale).joined
  const dates = new Intl.DateTimeFormat(frameWords(site.locale).formats, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return (
    <section class="panel" aria-labelledby="joined">
      <h2 id="joined">{words.heading}</h2>
      {ways.length === 0 && <p>{words.nothing}</p>}
      {ways.map(({ inviterName, joinedAt, roles, isGranted, terms }) => (
        <div class="way-in">
          <p>
            <Emphasised text={words.by(strong(toDisplayName(inviterName)), dates.format(joinedAt))} />
          </p>
          {roles.length === 0 ? (
            <p class="hint">{words.noRoles}</p>
          ) : (
            <>
              <p class="hint">{words.roles}</p>
              <ul class="tags">
                {roles.map(role => (
                  <li>{role}</li>
                ))}
              </ul>
            </>
          )}
          {!isGranted && <p class="hint">{words.underWay}</p>}
          {terms && <p class="hint">{words.terms(terms.version, dates.format(terms.agreedAt))}</p>}
        </div>
      ))}
    </section>
  )
}

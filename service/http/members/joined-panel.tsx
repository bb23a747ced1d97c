import { toDisplayName } from '../../mail/display-name.ts'
import type { WayIn } from '../../members/find-ways-in.ts'
import { messagesFor } from '../../messages/messages.ts'
import { Emphasised, strong } from '../pages/parts/emphasised.tsx'
import type { Site } from '../pages/site.ts'

/** Which invitations brought somebody, and what each of them gave. */
export function JoinedPanel({ site, ways }: { site: Site; ways: readonly WayIn[] }) {
  const messages = messagesFor(site.locale).members.joined
  const dates = new Intl.DateTimeFormat(messagesFor(site.locale).frame.formats, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return (
    <section class="panel" aria-labelledby="joined">
      <h2 id="joined">{messages.heading}</h2>
      {ways.length === 0 && <p>{messages.nothing}</p>}
      {ways.map(({ inviterName, joinedAt, roles, isGranted, terms }) => (
        <div class="way-in">
          <p>
            <Emphasised text={messages.by(strong(toDisplayName(inviterName)), dates.format(joinedAt))} />
          </p>
          {roles.length === 0 ? (
            <p class="hint">{messages.noRoles}</p>
          ) : (
            <>
              <p class="hint">{messages.roles}</p>
              <ul class="tags">
                {roles.map(role => (
                  <li>{role}</li>
                ))}
              </ul>
            </>
          )}
          {!isGranted && <p class="hint">{messages.underWay}</p>}
          {terms && <p class="hint">{messages.terms(terms.version, dates.format(terms.agreedAt))}</p>}
        </div>
      ))}
    </section>
  )
}

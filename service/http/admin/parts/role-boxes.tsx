import { messagesFor } from '../../../messages/messages.ts'
import type { Site } from '../../pages/site.ts'

interface RoleBoxesProps {
  site: Site
  /** That this person may grant. */
  roles: readonly string[]
  chosen: readonly string[]
  /** What is wrong with what was chosen. */
  error?: string | undefined
}

/**
 * The roles that somebody may grant. Those that an invitation has beside them stay in it: the person cannot put them
 * back, so that no box takes them out by mistake.
 */
export function RoleBoxes({ site, roles, chosen, error }: RoleBoxesProps) {
  const messages = messagesFor(site.locale).invite
  const others = chosen.filter(role => !roles.includes(role))
  return (
    <fieldset class="group">
      <legend>{messages.roles}</legend>
      {error && (
        <p class="error" id="roles-error" role="alert">
          {error}
        </p>
      )}
      <p class="hint">{roles.length > 0 ? messages.rolesHint : messages.noRoles}</p>
      <div class="boxes">
        {roles.map((role, index) => (
          <div class="check">
            <input
              id={`role-${index}`}
              type="checkbox"
              name="roles"
              value={role}
              checked={chosen.includes(role)}
              autofocus={error !== undefined && index === 0}
              aria-describedby={error ? 'roles-error' : undefined}
            />
            <label for={`role-${index}`}>{role}</label>
          </div>
        ))}
      </div>
      {others.map(role => (
        <input type="hidden" name="kept_roles" value={role} />
      ))}
    </fieldset>
  )
}

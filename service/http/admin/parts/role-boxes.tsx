import { adminInviteWords } from '../../../words/admin/invite/words.ts'
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
  const words = adminInviteWords(site.locale)
  const others = chosen.filter(role => !roles.includes(role))
  return (
    <fieldset class="group">
      <legend>{words.roles}</legend>
      {error && (
        <p class="error" id="roles-error" role="alert">
          {error}
        </p>
      )}
      <p class="hint">{roles.length > 0 ? words.rolesHint : words.noRoles}</p>
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

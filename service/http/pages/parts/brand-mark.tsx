import type { Site } from '../site.ts'

/** Whose page this is: the organization's logo, or its first letter and its name. */
export function BrandMark({ site }: { site: Site }) {
  const { organizationName, logo } = site
  if (logo) return <img class="brand-logo" src={logo} alt={organizationName} />
  return (
    <>
      <span class="monogram" aria-hidden="true">
        {[...organizationName.trim()][0]?.toUpperCase()}
      </span>
      {organizationName}
    </>
  )
}

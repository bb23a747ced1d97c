/** What people are invited to: the application, where there is one, of the organization. */
export function toTarget(parts: { application: string | undefined; organization: string }): string {
  const { application, organization } = parts
  return application && application !== organization ? `${application} (${organization})` : organization
}

import type { Messages } from '../messages/messages.ts'

/** What people are invited to: the application, where there is one, of the organization. */
export function toTarget(
  toText: Messages['mail']['target'],
  { application, organization }: { application: string | undefined; organization: string },
): string {
  return application && application !== organization ? toText({ application, organization }) : organization
}

/**
 * Where to go after a log-in: a path below `area` (`/admin`) on this service, as somebody has asked for it, else the
 * area itself. Whatever else an address can be leads nowhere: other hosts, other schemes, the log-in once more.
 */
export function toReturnAddress(
  asked: string | undefined,
  { publicUrl, area }: { publicUrl: string; area: string },
): string {
  // Browsers read a backslash as a slash and leave control characters out: what looks like a path may be a host.
  if (asked === undefined || !asked.startsWith('/') || /[\\\p{C}]/u.test(asked)) return area
  if (!URL.canParse(asked, publicUrl)) return area
  const { origin, pathname, search } = new URL(asked, publicUrl)
  const isInside = pathname === area || pathname.startsWith(`${area}/`)
  const isElsewhere = /\/\/|\/(sign-in|sign-out|signed-out|callback)(\/|$)/.test(pathname)
  return origin === new URL(publicUrl).origin && isInside && !isElsewhere ? `${pathname}${search}` : area
}

import type { Catalog } from '../management/catalog.ts'

/** A name is worth asking for, not worth waiting for: without the tenant the message goes out without it. */
export async function findApplicationName(
  catalog: Pick<Catalog, 'client'>,
  clientId: string | null,
): Promise<string | undefined> {
  if (clientId === null) return undefined
  const client = await catalog.client(clientId).catch(() => undefined)
  return client?.name
}

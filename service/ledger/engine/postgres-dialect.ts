import {
  type DataTypeNode,
  type Dialect,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
} from 'kysely'
import { createPostgresPool, type PostgresAccess } from './postgres-pool.ts'

/**
 * Compares texts by their bytes, as SQLite does: the same order on both engines, also when the server's operating system
 * changes its idea of the alphabet, which would spoil the indexes of any other order.
 */
class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    if (node.dataType === 'text') this.append(' collate "C"')
  }
}

/** Opens a PostgreSQL database for Kysely; connects with the first query. */
export function createPostgresDialect(access: PostgresAccess): Dialect {
  const dialect = new PostgresDialect({ pool: async () => createPostgresPool(access) })
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => new BytewiseCompiler(),
  }
}

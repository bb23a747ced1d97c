import { type SqlBool, sql } from 'kysely'

/**
 * Pending, and its end not noted: as the index of those has it, and so that no other index fits. With the two conditions
 * by themselves SQLite takes the index by status, and looks at all that are open to find the few whose time has come.
 */
export const stillToExpire = sql<SqlBool>`case when ${sql.ref('status')} = 'pending' then ${sql.ref('expiry_noted')} end = 0`

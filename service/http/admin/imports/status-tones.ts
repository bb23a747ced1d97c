import type { ImportJson } from '../../api/schemas/import-schema.ts'

/** How a status looks. */
export const statusTones: Readonly<Record<ImportJson['status'], string>> = {
  previewing: 'accent',
  previewed: 'caution',
  confirmed: 'accent',
  running: 'accent',
  finished: 'good',
  cancelled: 'bad',
  failed: 'bad',
}

import { checkTemplates } from '../service/templates/check-templates.ts'
import { readTemplateFolder } from '../service/templates/template-files.ts'

function readFolder(path: string) {
  try {
    return readTemplateFolder(path)
  } catch {
    console.error(`${path}: expected a folder that can be read`)
    process.exit(2)
  }
}

/** `npm run check-templates <folder>`: names every mistake in a folder of templates, as the start of the service does. */
const folder = process.argv[2] ?? process.env.TEMPLATES_DIR
if (!folder) {
  console.error('Usage: npm run check-templates <folder>')
  process.exit(2)
}
const found = readFolder(folder)
const faults = checkTemplates(found)
for (const fault of faults) console.error(fault)
console.log(faults.length > 0 ? `${faults.length} to mend` : `${found.files.length} templates, nothing wrong`)
process.exitCode = faults.length > 0 ? 1 : 0

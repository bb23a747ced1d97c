import { startBenchTenant } from './bench/bench-tenant.ts'
import { measureHttp } from './bench/measure-http.ts'

const tenant = await startBenchTenant()
try {
  console.table(await measureHttp(tenant, 3))
} finally {
  await tenant.stop()
}

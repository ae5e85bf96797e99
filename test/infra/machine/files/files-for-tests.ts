import { openFileStore } from '#infra/machine/files/file-store.ts'
import { machineFiles } from '#infra/machine/files/machine-files.ts'
import { serveFiles } from '#infra/machine/files/serve-files.ts'
import { openGateway } from '#infra/machine/gateway/gateway.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { afterwards, temporaryFolder } from '#test/infra/machine/temporary-data.ts'

const rightsKey = 'a key of rights that only the test knows'

/** The files of one machine, on a database in memory and a folder of their own, served on a public port. */
export async function filesForTests({ random = fixedRandom(), now = () => new Date() } = {}) {
  const folder = await temporaryFolder()
  const database = openDatabase(':memory:')
  const store = openFileStore({ database, folder, now })
  const gateway = await openGateway(0)
  afterwards(() => gateway.stop())
  const publicUrl = `http://127.0.0.1:${gateway.port}`
  gateway.open({
    publicUrl,
    catalogue: {},
    invoke: () => Promise.reject(new Error('There is no function')),
    serveFiles: (request) => serveFiles(request, { store, rightsKey }),
    now,
    trustProxy: false,
  })
  return { files: machineFiles({ store, random, publicUrl, rightsKey }), store, database, folder, publicUrl }
}

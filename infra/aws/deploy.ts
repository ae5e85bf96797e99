import { byCdk } from './installing-by-cdk.ts'
import { deploy } from './installing.ts'
import { withAccount } from './no-account.ts'

/* `npm run deploy -- <arguments of cdk deploy>` */
process.exitCode = await withAccount(() => deploy(byCdk(process.argv.slice(2))))

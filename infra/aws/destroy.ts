import { byCdk } from './installing-by-cdk.ts'
import { destroy } from './installing.ts'
import { withAccount } from './no-account.ts'

/* `npm run destroy -- <arguments of cdk destroy>`, e.g. `--profile`, or `--context instance=…` where there are several. */
process.exitCode = await withAccount(() => destroy(byCdk(process.argv.slice(2))))

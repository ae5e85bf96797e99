import { deploy } from './installing.ts'
import { byCdk } from './installing-by-cdk.ts'

/* `npm run deploy -- <arguments of cdk deploy>` */
process.exitCode = await deploy(byCdk(process.argv.slice(2)))

import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/*
 * `npm start`. What Node has stripped of types and compiled it keeps beside the packages, so that the next start has less to do;
 * where it may not write there, it starts without. Never in a folder for everybody, where a neighbour could plant code.
 */
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/tasvib', import.meta.url)))
await import('./serve.ts')

import { digestHere } from './digest-here.ts'
import { sendOnce } from './send-once.ts'

/*
 * What makes pages better where scripts run; every page works without them. Each behaviour finds its elements by a data
 * attribute that the server wrote, and the words that it shows come from there too, so that scripts hold no language.
 */
sendOnce()
digestHere()

import { addScores } from './add-scores.ts'
import { askWhen } from './ask-when.ts'
import { copyValues } from './copy-values.ts'
import { countCharacters } from './count-characters.ts'

import { digestHere } from './digest-here.ts'
import { keepDrafts } from './keep-draft.ts'
import { sayInWords } from './say-in-words.ts'
import { sendOnce } from './send-once.ts'
import { uploadAhead } from './upload-ahead.ts'

/*
 * What makes pages better where scripts run; every page works without them. Each behaviour finds its elements by a data
 * attribute that the server wrote, and the words that it shows come from there too, so that scripts hold no language.
 */
askWhen()
addScores()
countCharacters()
sayInWords()
keepDrafts()
uploadAhead()
sendOnce()
copyValues()
digestHere()

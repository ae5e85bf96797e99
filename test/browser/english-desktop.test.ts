import { describe } from 'vitest'
import { caseSuite } from './case-suite.ts'
import { chromiumIsMissing } from './chromium.ts'
import { desktop } from './stage.ts'

describe.skipIf(chromiumIsMissing)('a case in English on a desktop', () => {
  caseSuite('en', desktop)
})

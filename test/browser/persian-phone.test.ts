import { describe } from 'vitest'
import { caseSuite } from './case-suite.ts'
import { chromiumIsMissing } from './chromium.ts'
import { phone } from './stage.ts'

describe.skipIf(chromiumIsMissing)('a case in Persian on a phone that runs no script', () => {
  caseSuite('fa', phone)
})

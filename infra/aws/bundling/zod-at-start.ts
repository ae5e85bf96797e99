/** Goes into every bundle first: compiling a schema pays off after thousands of values, and a function starts with its first. */
import { config } from 'zod/v4/core'

config({ jitless: true })

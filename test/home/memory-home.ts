import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { CodePlace, Codes } from '#functions/shared/ports/codes.ts'
import { type Files, incomingKey } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { openFileStore, type StoredFile } from '#infra/machine/files/file-store.ts'
import { filesPath, machineFiles } from '#infra/machine/files/machine-files.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { type Claim, claimSchema } from '#workflows/links/claim.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { fixedRandom } from './fixed-random.ts'

export interface MemoryHomeOptions {
  readonly now?: () => Date
  readonly random?: Random
  readonly database?: Database
}

export interface MemoryRows extends TablePorts {
  readonly database: Database
  readonly links: MemoryLinks
  readonly codes: MemoryCodes
  /** What a dump of a table would show. */
  rows(table: string): readonly Readonly<Record<string, unknown>>[]
}

interface MemoryLinks extends Links {
  /** Every link that was made, in order; the database has only digests of the tokens. */
  readonly issued: readonly { readonly token: string; readonly claim: Claim }[]
}

interface MemoryCodes extends Codes {
  /** The code that was mailed last for a place; the database has only its keyed hash. */
  current(place: Omit<CodePlace, 'email'>): string | undefined
}

/** Encrypts and hashes nothing but what a test writes. */
const codeKey = 'a key that is 32 characters long'

/** Everything that one machine keeps in rows, in a database that ends with the test; it remembers besides what is told to persons alone. */
export function memoryRows({
  now = () => new Date(),
  random = fixedRandom(),
  database = openDatabase(':memory:'),
}: MemoryHomeOptions = {}): MemoryRows {
  const ports = sqlitePorts(database, { codeKey, now, random })
  return {
    ...ports,
    database,
    links: notingLinks(ports.links),
    codes: notingCodes(ports.codes),
    rows: (table) => database.prepared(`SELECT * FROM ${table}`).all(),
  }
}

function notingLinks(links: Links): MemoryLinks {
  const issued: { token: string; claim: Claim }[] = []
  return {
    ...links,
    issued,
    async issue(claim) {
      const token = await links.issue(claim)
      issued.push({ token, claim: claimSchema.parse(claim) })
      return token
    },
  }
}

const keyOf = ({ reference, place }: Omit<CodePlace, 'email'>) => `${reference} ${place}`

function notingCodes(codes: Codes): MemoryCodes {
  const mailed = new Map<string, string>()
  return {
    ...codes,
    async issue(place, at) {
      const code = await codes.issue(place, at)
      mailed.set(keyOf(place), code)
      return code
    },
    current: (place) => mailed.get(keyOf(place)),
  }
}

interface Uploaded {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface MemoryFiles extends Files {
  /** Everything that is stored, by key. */
  readonly stored: {
    readonly size: number
    keys(): readonly string[]
    has(key: string): boolean
    get(key: string): (StoredFile & { readonly bytes: Buffer }) | undefined
    /** As if it had never been written, or was lost. */
    delete(key: string): void
  }
  /** Does what a browser does with a ticket; whoever looks at the file next waits for it. */
  upload(fileId: string, file: Uploaded): Promise<void>
}

let folders: string | undefined
let count = 0
/** In memory where the machine has such a folder: what is written need not outlive the test. */
export function newFolder(): string {
  folders ??= temporaryFolders()
  const folder = join(folders, String((count += 1)))
  mkdirSync(folder)
  return folder
}

/** Linux's folder in memory; a container may have none, or one that is small. */
const inMemory = '/dev/shm'
const roomNeeded = 256 * 1024 * 1024

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= roomNeeded
}

/** They go with the process: a bench takes them too, and runs no tests. */
function temporaryFolders(): string {
  const made = mkdtempSync(join(hasRoom(inMemory) ? inMemory : tmpdir(), 'tasvib-test-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}

/** The key of the file that an address of the home's opens; the rest of it says for how long. */
export function keyIn(address: string | undefined): string {
  return decodeURIComponent(new URL(address ?? '').pathname.replace(`${filesPath}/`, ''))
}

/** The files of one machine. Their addresses are under https://files.test/, and nobody serves them. */
export function memoryFiles({
  now = () => new Date(),
  random = fixedRandom(),
  database = openDatabase(':memory:'),
}: MemoryHomeOptions = {}): MemoryFiles {
  const folder = newFolder()
  const store = openFileStore({ database, folder, now })
  const files = machineFiles({
    store,
    random,
    publicUrl: 'https://files.test',
    rightsKey: 'a key of rights that only tests know',
  })
  const keys = () => store.list('').map(({ key }) => key)
  let uploads: Promise<unknown> = Promise.resolve()
  return {
    ...files,
    stored: {
      get size() {
        return keys().length
      },
      keys,
      has: (key) => store.find(key) !== undefined,
      get(key) {
        const file = store.find(key)
        return file && { ...file, bytes: readFileSync(join(folder, file.digest)) }
      },
      delete: (key) => {
        database.sql.run`DELETE FROM files WHERE key = ${key}`
      },
    },
    async upload(fileId, { name, type, bytes }) {
      const upload = store.put({ key: incomingKey(fileId), name, type }, [bytes])
      uploads = Promise.all([uploads, upload])
      await upload
    },
    async inspect(fileId) {
      await uploads
      return files.inspect(fileId)
    },
  }
}

export interface TestCommitSpec {
  readonly programme: Programme
  readonly cases?: CaseStore
  /** A time that stands still, or a clock of the test's own. */
  readonly now?: Date | (() => Date)
  readonly random?: Random
}

/** What `commit` needs, in memory and without chance. */
export function testCommit({
  programme,
  now: time = new Date('2026-01-05T08:00:00.000Z'),
  random = fixedRandom(),
  ...given
}: TestCommitSpec): CommitDependencies & { readonly cases: CaseStore } {
  const now = typeof time === 'function' ? time : () => time
  const { cases = memoryRows({ now, random }).cases } = given
  return { cases, random, programmeOf: () => programme, now }
}

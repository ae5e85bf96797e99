import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '#infra/machine/store/database.ts'
import { forgetParsed, parsedOnce, readOnce } from '#infra/machine/store/parsed-once.ts'
import { afterwards, temporaryFolder } from '#test/infra/machine/temporary-data.ts'

function counted(most: number) {
  const texts: string[] = []
  const database = {}
  const read = parsedOnce(
    (text): { part: { said: string } } => {
      texts.push(text)
      return { part: { said: text } }
    },
    most,
    database,
  )
  return { read, texts, database }
}

describe('rows that are parsed once', () => {
  it('parses again what says something else, and nothing else', () => {
    const { read, texts } = counted(10)
    expect([read('a'), read('a'), read('b')]).toEqual(['a', 'a', 'b'].map((said) => ({ part: { said } })))
    expect(texts).toEqual(['a', 'b'])
  })

  it('gives nobody something that they could change for others', () => {
    const { read } = counted(10)
    expect(() => {
      read('a').part.said = 'forged'
    }).toThrow(TypeError)
    expect(read('a').part.said).toBe('a')
  })

  it('forgets what was not asked for lately', () => {
    const { read, texts } = counted(2)
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) read(text)
    expect(texts).toEqual(['a', 'b', 'c', 'b'])
  })

  it('forgets everything of one database when something was erased there', () => {
    const { read, texts, database } = counted(2)
    const others = counted(2)
    for (const each of [read, others.read]) each('a')
    forgetParsed(database)
    for (const each of [read, others.read]) each('a')
    expect([texts, others.texts]).toEqual([['a', 'a'], ['a']])
  })

  it('keeps nothing of what does not parse', () => {
    const read = parsedOnce((text): unknown => JSON.parse(text), 2, {})
    expect(() => read('{')).toThrow(SyntaxError)
    expect(() => read('{')).toThrow(SyntaxError)
  })
})

async function grown() {
  const file = join(await temporaryFolder(), 'lists.sqlite')
  const [here, elsewhere] = [openDatabase(file), openDatabase(file)]
  for (const each of [here, elsewhere]) afterwards(async () => each.close())
  here.prepared('CREATE TABLE lists (name TEXT, at INTEGER, said TEXT)').run()
  const read: number[] = []
  const list = readOnce<{ at: number; said: string }>(
    (name, last) => {
      const rows = here.prepared('SELECT at, said FROM lists WHERE name = ? AND at > ? ORDER BY at')
      const later = rows
        .all(name, last?.at ?? 0)
        .map(({ at, said }) => ({ at: Number(at), said: String(said) }))
      read.push(later.length)
      return later
    },
    1,
    here,
  )
  const add = (database: typeof here, name: string, at: number, said = 'said') =>
    database.prepared('INSERT INTO lists VALUES (?, ?, ?)').run(name, at, said)
  return { here, elsewhere, list, add, read }
}

describe('a list that grows at its end', () => {
  it('is read from where it was read to', async () => {
    const { here, list, add, read } = await grown()
    add(here, 'one', 1)
    add(here, 'one', 2)
    expect(list('one').map(({ at }) => at)).toEqual([1, 2])
    add(here, 'one', 3)
    expect(list('one').map(({ at }) => at)).toEqual([1, 2, 3])
    expect(list('one')).toHaveLength(3)
    expect(read).toEqual([2, 1, 0])
  })

  it('is read anew when another process has written, when something was erased, and when others were asked for', async () => {
    const { here, elsewhere, list, add, read } = await grown()
    add(here, 'one', 1)
    list('one')
    elsewhere.prepared('UPDATE lists SET said = ?').run('less')
    expect(list('one')).toEqual([{ at: 1, said: 'less' }])
    here.prepared('UPDATE lists SET said = ?').run('nothing')
    forgetParsed(here)
    expect(list('one')).toEqual([{ at: 1, said: 'nothing' }])
    list('another')
    list('one')
    expect(read).toEqual([1, 1, 1, 0, 1])
  })

  it('gives nobody something that they could change for others', async () => {
    const { here, list, add } = await grown()
    add(here, 'one', 1)
    const [first] = list('one')
    expect(() => Object.assign(first ?? {}, { said: 'forged' })).toThrow(TypeError)
    expect(() => Reflect.apply(Array.prototype.push, list('one'), [0])).toThrow(TypeError)
  })
})

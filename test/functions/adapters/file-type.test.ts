import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from '#functions/adapters/file-name.ts'
import { isUploadType, typeOfBytes, uploadTypes } from '#functions/adapters/file-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const pdf = bytes('%PDF-1.7\n%rest')
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')
const xlsx = bytes('PK\u0003\u0004 [Content_Types].xml xl/workbook.xml')

describe('the type of bytes', () => {
  it('is told by their beginning', () => {
    expect(typeOfBytes(pdf)).toBe('application/pdf')
    expect(typeOfBytes(png)).toBe('image/png')
    expect(typeOfBytes(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg')
    expect(typeOfBytes(xlsx)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  })

  it('is none of ours for markup, programs, other archives, macros, and a PDF behind something else', () => {
    const others = [
      '<html><script>alert(1)</script>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'MZ\u0090\u0000',
      'PK\u0003\u0004 anything.txt',
      `${xlsx.toString('latin1')} xl/vbaProject.bin`,
      ' %PDF-1.7',
      'GIF89a%PDF-1.7',
      '',
    ]
    for (const other of others) expect(typeOfBytes(bytes(other))).toBeUndefined()
  })

  it('does not take names of objects for types', () => {
    expect(['constructor', '__proto__', 'text/html', ''].some(isUploadType)).toBe(false)
  })
})

describe('the name of a file', () => {
  it('keeps Persian letters and joiners, and loses folders and directions', () => {
    expect(cleanFileName('طرح‌های توجیهی.pdf', 'application/pdf')).toBe('طرح‌های توجیهی.pdf')
    expect(cleanFileName('../../etc/passwd', 'image/png')).toBe('passwd.png')
    expect(cleanFileName('C:\\fakepath\\plan.PDF', 'application/pdf')).toBe('plan.pdf')
    expect(cleanFileName('plan\u202Efdp.exe', 'application/pdf')).toBe('planfdp.exe.pdf')
    expect(cleanFileName('...', 'image/jpeg')).toBe('file.jpg')
    expect(cleanFileName('photo.jpeg', 'image/jpeg')).toBe('photo.jpeg')
  })

  it('is safe whatever was sent, and is not changed by a second cleaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...types), (name, type) => {
        const clean = cleanFileName(name, type)
        expect(clean).not.toMatch(/[/\\<>:"|?*;%\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
        expect(clean.startsWith('.')).toBe(false)
        expect(clean.isWellFormed()).toBe(true)
        expect(encodeURIComponent(clean).length).toBeLessThan(1_500)
        expect(uploadTypes[type].some((ending) => clean.endsWith(`.${ending}`))).toBe(true)
        expect(cleanFileName(clean, type)).toBe(clean)
      }),
    )
  })

  it('is one plain header, with every letter in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), (name, inline) => {
        const header = contentDisposition(name, inline)
        const pattern = /^(inline|attachment); filename="([^"\\%]*)"; filename\*=UTF-8''([\w.!~%-]*)$/
        const [, kind, , encoded = ''] = pattern.exec(header) ?? []
        expect(kind).toBe(inline ? 'inline' : 'attachment')
        expect(decodeURIComponent(encoded)).toBe(name.toWellFormed())
      }),
    )
  })
})

const types = Object.keys(uploadTypes).filter(isUploadType)

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from '#functions/shared/ports/file-name.ts'
import { isUploadType, kindOfBytes, uploadTypes } from '#functions/shared/ports/file-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const pdf = bytes('%PDF-1.7\n%rest')
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')
const xlsx = bytes('PK\u0003\u0004 [Content_Types].xml xl/workbook.xml')

describe('the type of bytes', () => {
  it('is told by their beginning', () => {
    expect(kindOfBytes(pdf)).toEqual({ type: 'application/pdf' })
    expect(kindOfBytes(png)).toEqual({ type: 'image/png' })
    expect(kindOfBytes(Buffer.from('ffd8ffe0', 'hex'))).toEqual({ type: 'image/jpeg' })
    expect(kindOfBytes(xlsx)).toEqual({ type: uploadType('xlsx') })
  })

  it('is a PDF with its head anywhere in the first 1,024 bytes', () => {
    for (const before of [
      '\xef\xbb\xbf',
      '\r\n\r\n',
      ' ',
      '\0\0',
      'HTTP/1.1 200 OK\r\n\r\n',
      ' '.repeat(1015),
    ])
      expect(kindOfBytes(bytes(`${before}%PDF-1.7\n`)), JSON.stringify(before)).toEqual({
        type: 'application/pdf',
      })
    expect(kindOfBytes(bytes(`${' '.repeat(1023)}%PDF-1.7`))).toEqual({ type: 'application/pdf' })
    expect(kindOfBytes(bytes(`${' '.repeat(1024)}%PDF-1.7`))).toEqual({ unwanted: 'other' })
  })

  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004 [Content_Types].xml word/document.xml', 'word'],
    ['{\\rtf1', 'word'],
    ['\xd0\xcf\x11\xe0', 'word'],
    ['RIFF1234WEBPVP8 ', 'picture'],
    ['\0\0\0\x18ftypheic', 'picture'],
    ['GIF89a%PDF-1.7', 'picture'],
    ['%!PS-Adobe-3.0\n%%PDF-1.4\n', 'other'],
    ['%!PS-Adobe-3.0\n%PDF-1.4\n', 'other'],
    ['\u0004%!PS\n%PDF-1.4\n', 'other'],
    ['// %%PDF-1.4\n', 'other'],
    ['javascript:%PDF-1.4\n', 'other'],
    ['Rar!\u001a\u0007\n%PDF-1.4\n', 'other'],
    ['\u001f\u008b\b\n%PDF-1.4\n', 'other'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'picture'],
    ['MZ\u0090\u0000%PDF-1.7', 'program'],
    ['\x7fELF', 'program'],
    [`${xlsx.toString('latin1')} xl/vbaProject.bin`, 'workbook'],
    ['PK\u0003\u0004 anything.txt', 'other'],
    ['<html><script>alert(1)</script>%PDF-1.7', 'other'],
    ['plain text', 'other'],
  ])('is none of ours of %j: %s', (text, unwanted) => {
    expect(kindOfBytes(bytes(text))).toEqual({ unwanted })
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

const uploadType = (ending: string) => types.find((type) => uploadTypes[type].some((one) => one === ending))
const types = Object.keys(uploadTypes).filter(isUploadType)

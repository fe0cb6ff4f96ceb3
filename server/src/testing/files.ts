import sharp from 'sharp'

/** A file in a form, as a browser sends it. */
export function formWith(bytes: Uint8Array | string, name = 'auszug.pdf', field = 'file'): FormData {
  const form = new FormData()
  form.append(field, new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
  return form
}

const stream = (dictionary: string, content: string) =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`

interface Pdf {
  pages?: number
  /** Further entries of the catalogue. */
  catalogue?: string
  /** Further objects, from number 4 on. */
  objects?: string[]
  words?: string
}

/** A PDF file as simple as they come, with whatever else belongs into it. */
export function pdf({
  pages = 1,
  catalogue = '',
  objects = [],
  words = 'Vereinsregister VR 1234',
}: Pdf = {}) {
  const first = 4 + objects.length
  const numbers = Array.from({ length: pages }, (_, page) => first + page * 2)
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${numbers.map((one) => `${one} 0 R`).join(' ')}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
    ...numbers.flatMap((one) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${one + 1} 0 R >>`,
      stream('', `BT /F1 20 Tf 72 720 Td (${words}) Tj ET`),
    ]),
  ]
  let file = '%PDF-1.7\n'
  const starts = all.map((object, index) => {
    const start = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = file.length
  file += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n`
  file += starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer << /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** A photograph of nothing, with where it was taken. */
export const picture = (
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'jpeg',
  { width = 1200, height = 1600 } = {},
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#dfe7e4' }, limitInputPixels: false })
    .withExif({ IFD0: { Copyright: 'Aufgenommen in der Marburger Str. 1' } })
    .toFormat(format)
    .toBuffer()

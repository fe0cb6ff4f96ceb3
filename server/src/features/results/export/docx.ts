import {
  BookmarkEnd,
  BookmarkStart,
  Document,
  HeadingLevel,
  InternalHyperlink,
  Packer,
  Paragraph,
  TextRun,
  type ParagraphChild,
} from 'docx'
import { directionOf } from '../../../platform/languages.ts'
import type { Block, Outline } from './outline.ts'
import { datedArchive } from './zip.ts'

const headings = { 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const
const quiet = { color: '47525F', size: 20 } as const

const inXml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/** What the file says of itself; its dates are those of what it is about. */
const properties = ({
  title,
  locale,
  date,
}: Outline) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${inXml(title)}</dc:title><dc:creator>Augenhöhe</dc:creator><dc:language>${locale}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${date.toISOString()}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${date.toISOString()}</dcterms:modified></cp:coreProperties>`

/** A Word file (LibreOffice opens it too). The same outline gives the same bytes. */
export async function toDocx(outline: Outline): Promise<Buffer> {
  const { title, locale, facts, contents, sections, date } = outline
  const isRightToLeft = directionOf(locale) === 'rtl'

  const runs = (text: string, look: object = {}): TextRun[] =>
    text
      .split('\n')
      .map(
        (line, index) =>
          new TextRun({ text: line, rightToLeft: isRightToLeft, ...(index > 0 && { break: 1 }), ...look }),
      )
  const paragraph = (children: readonly ParagraphChild[], look: object = {}) =>
    new Paragraph({ bidirectional: isRightToLeft, spacing: { after: 120 }, ...look, children })

  function blockOf(block: Block): Paragraph[] {
    switch (block.kind) {
      case 'text':
        return block.text.split(/\n\s*\n/).map((text) => paragraph(runs(text)))
      case 'statement':
        return [
          paragraph([...runs(`${block.label}: `, { bold: true }), ...runs(block.text)], {
            bullet: { level: 0 },
            keepLines: true,
          }),
          ...block.notes.map((note) =>
            paragraph(runs(note, quiet), { indent: { start: 720 }, spacing: { after: 60 } }),
          ),
        ]
      case 'list':
        return block.items.map((item) => paragraph(runs(item), { bullet: { level: 0 } }))
      case 'quotation':
        return [
          paragraph(runs(block.text, { italics: true }), { indent: { start: 720 } }),
          paragraph(runs(block.by, quiet), { indent: { start: 720 } }),
        ]
    }
  }

  const toc = sections.flatMap(({ id, level, heading }, index) =>
    level === 2
      ? [
          paragraph([new InternalHyperlink({ anchor: anchorOf(id, index), children: runs(heading) })], {
            spacing: { after: 60 },
          }),
        ]
      : [],
  )
  // Marks with numbers of their own: the library counts on from one document to the next.
  const marked = (id: string, index: number, children: ParagraphChild[]) =>
    [
      new BookmarkStart(anchorOf(id, index), index + 1),
      ...children,
      new BookmarkEnd(index + 1),
    ] as unknown as ParagraphChild[]
  const body = sections.flatMap(({ id, level, heading, blocks }, index) => [
    paragraph(marked(id, index, runs(heading)), { heading: headings[level] }),
    ...blocks.flatMap(blockOf),
  ])
  const document = new Document({
    title,
    creator: 'Augenhöhe',
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 22, language: { value: locale, bidirectional: locale } } },
      },
    },
    sections: [
      {
        children: [
          paragraph(runs(title), { heading: HeadingLevel.TITLE }),
          paragraph(runs(facts.join(' · '), quiet)),
          ...(contents === null ? [] : [paragraph(runs(contents, { bold: true })), ...toc]),
          ...body,
        ],
      },
    ],
  })
  const overrides = [{ path: 'docProps/core.xml', data: properties(outline) }]
  return datedArchive(await Packer.toBuffer(document, undefined, overrides), date)
}

const anchorOf = (id: string, index: number) => `s${index + 1}_${id.replaceAll('-', '_')}`

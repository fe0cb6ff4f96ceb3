import type { Block, Outline } from './outline.ts'

/** Words of people on one line, so that no reader of Markdown sees anything in them but words. */
const inline = (text: string) =>
  text
    .trim()
    .replaceAll(/[\\`*_{}[\]<>&~|$^!#@]/g, '\\$&')
    // What would be made a link without being one.
    .replaceAll('://', ':\\/\\/')
    .replaceAll(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')

const lines = (text: string) => text.split('\n').map(inline).filter(Boolean)

/** Several lines in one piece, indented below what they belong to. */
const together = (text: string, indent = '') => lines(text).join(`\\\n${indent}`)
const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((one) => together(one))
    .filter(Boolean)
    .join('\n\n')

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text)
    case 'statement': {
      const notes = block.notes.map((note) => `  - ${together(note, '    ')}`)
      return [`- **${inline(block.label)}:** ${together(block.text, '  ')}`, ...notes].join('\n')
    }
    case 'list':
      return block.items.map((item) => `- ${together(item, '  ')}`).join('\n')
    case 'quotation':
      return `${lines(block.text)
        .map((line) => `> ${line}`)
        .join('\\\n')}\n>\n> ${inline(block.by)}`
  }
}

/** Markdown (CommonMark) for other tools; what people wrote stands in it as text. */
export function toMarkdown({ title, facts, contents, sections }: Outline): string {
  const toc = sections.filter(({ level }) => level === 2).map(({ heading }) => `- ${inline(heading)}`)
  const body = sections.flatMap(({ level, heading, blocks }) => [
    `${'#'.repeat(level)} ${inline(heading)}`,
    ...blocks.map(blockOf),
  ])
  return `${[
    `# ${inline(title)}`,
    facts.map(inline).join(' · '),
    ...(contents === null ? [] : [`**${inline(contents)}**`, toc.join('\n')]),
    ...body,
  ].join('\n\n')}\n`
}

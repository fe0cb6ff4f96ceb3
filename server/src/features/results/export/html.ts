import { escaped } from '../../../platform/html.ts'
import { directionOf } from '../../../platform/languages.ts'
import type { Block, Outline } from './outline.ts'

const style = `
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #fff }
h1, h2, h3 { line-height: 1.25; break-after: avoid; overflow-wrap: anywhere; hyphens: auto }
h1 { font-size: clamp(1.5rem, 6vw, 2rem) }
h2 { margin-block-start: 2.5rem; border-block-start: 1px solid #c9ced6; padding-block-start: 1rem }
p, li, blockquote { white-space: pre-line; overflow-wrap: anywhere }
.statement { break-inside: avoid; margin-block: 1.25rem; padding-inline-start: 1rem; border-inline-start: .25rem solid #1f5fa8 }
.statement p { margin: 0 }
.label { font-weight: 600; font-size: .875rem; color: #47525f }
.notes { margin: .25rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: #47525f }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid #b3541e }
@media print { body { margin: 0; max-width: none } a { color: inherit; text-decoration: none } }
`

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p dir="auto">${escaped(block.text)}</p>`
    case 'statement': {
      const notes = block.notes.map((note) => `<li dir="auto">${escaped(note)}</li>`).join('')
      return (
        `<div class="statement"><p class="label">${escaped(block.label)}</p>` +
        `<p dir="auto">${escaped(block.text)}</p>${notes && `<ul class="notes">${notes}</ul>`}</div>`
      )
    }
    case 'list':
      return `<ul>${block.items.map((item) => `<li dir="auto">${escaped(item)}</li>`).join('')}</ul>`
    case 'quotation':
      return (
        `<figure><blockquote dir="auto">${escaped(block.text)}</blockquote>` +
        `<figcaption>${escaped(block.by)}</figcaption></figure>`
      )
  }
}

/** One page that needs nothing beside it: no script, no picture, no address elsewhere. */
export function toHtml({ title, locale, facts, contents, sections }: Outline): string {
  const toc = sections
    .filter(({ level }) => level === 2)
    .map(({ id, heading }) => `<li><a href="#${id}">${escaped(heading)}</a></li>`)
  const body = sections.map(
    ({ id, level, heading, blocks }) =>
      `<h${level} id="${id}" dir="auto">${escaped(heading)}</h${level}>\n${blocks.map(blockOf).join('\n')}`,
  )
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1 dir="auto">${escaped(title)}</h1>
<p>${facts.map(escaped).join(' · ')}</p>
${contents === null ? '' : `<nav aria-label="${escaped(contents)}"><h2>${escaped(contents)}</h2><ol>${toc.join('')}</ol></nav>\n`}<main>
${body.join('\n')}
</main>
</body>
</html>
`
}

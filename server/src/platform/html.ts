const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as it may stand in a page, also inside of an attribute. */
export const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign]!)

/** A piece of a page; every text in it has been escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = Html | string | number | false | null | undefined | readonly Piece[]

function textOf(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  if (piece instanceof Html) return piece.text
  return piece ? piece.map(textOf).join('') : ''
}

/** html`<p>${name}</p>`: what is put in is escaped, unless it is such a piece itself. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(parts.map((part, index) => part + textOf(pieces[index])).join(''))

/** Data for programs that read the page; it is never executed, and cannot end before its own end. */
export const dataBlock = (type: string, data: unknown, id?: string): Html =>
  new Html(
    `<script type="${escaped(type)}"${id ? ` id="${escaped(id)}"` : ''}>${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`,
  )

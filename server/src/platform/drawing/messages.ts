import type { Locale } from '@augenhoehe/contracts'

/** A page that somebody asks for. */
export interface PageAsked {
  /** The whole address, with what follows the question mark. */
  address: string
  locale: Locale
  /** Whether there is room beside the page. */
  wide: boolean
  /** What the browser keeps besides, as far as the server knows it. */
  remembered: Readonly<Record<string, string>>
}

/** The page as its program draws it first, and the answers it was drawn from. */
export interface DrawnPage {
  title: string
  html: string
  given: readonly unknown[]
}

export type ToPainter =
  | { kind: 'draw'; page: number; asked: PageAsked }
  | { kind: 'answer'; question: number; reply?: unknown }

export type FromPainter =
  | { kind: 'ready' }
  | { kind: 'ask'; page: number; question: number; name: string; input: unknown }
  | { kind: 'drawn'; page: number; drawn?: DrawnPage | undefined; fault?: string }

import type { ProblemCode } from '@augenhoehe/contracts'

/** Why a file was not taken. */
export type FileProblem = Extract<ProblemCode, `file.${string}`>

export interface EvidencePage {
  width: number
  height: number
}

/** What a file became: pictures of its pages. */
export interface Converted {
  kind: 'picture' | 'document'
  pages: EvidencePage[]
}

/** What the process that reads files answers. */
export type Answer = { converted: Converted } | { refused: FileProblem }

export const mostBytes = 10 * 1024 * 1024
export const mostPages = 10

/** Pictures of pages by number, from 1; the small one is for lists. */
export const pageFile = (page: number, small = false) => `page-${page}${small ? '-small' : ''}.webp`

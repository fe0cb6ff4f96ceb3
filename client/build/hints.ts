import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { pageParts, type PageParts } from '../src/page-parts.ts'

/** What nearly every first visit needs, but a browser would discover only late: the letters and the words. */
const wanted = {
  font: /noto-sans-latin-wght-normal-[^/]*\.woff2$/,
  words: /src\/locales\/([\w-]+)\/(index|later)\.ts$/,
}

/** The part of a chunk that matters here. */
interface Piece {
  fileName: string
  facadeModuleId: string | null
  isEntry: boolean
  imports: readonly string[]
  viteMetadata?: { importedCss?: Set<string> }
}

/**
 * Names them in the page itself, so that they are fetched beside the program instead of after it. Of which language the
 * words are, and which page is asked for, the server knows: it is told where those of each are, and names the ones its
 * reader needs (`server/src/platform/site.ts`).
 */
export function hintsPlugin(): Plugin {
  let starter = { file: '', source: '' }
  return {
    name: 'augenhoehe-hints',
    async configResolved({ root }) {
      const source = await readFile(join(root, 'build/starter.js'), 'utf8')
      starter = {
        file: `assets/starter-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`,
        source,
      }
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: starter.file, source: starter.source })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const tags: HtmlTagDescriptor[] = []
        const words: Record<string, { index?: string; later?: string }> = {}
        const pieces = new Map<string, Piece>()
        for (const output of Object.values(bundle ?? {})) {
          if (output.type === 'asset' && wanted.font.test(output.fileName)) {
            const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true }
            tags.push({ tag: 'link', attrs: { ...attrs, href: `/${output.fileName}` }, injectTo: 'head' })
          }
          if (output.type !== 'chunk') continue
          pieces.set(output.fileName, output)
          const [, language, when] = wanted.words.exec(output.facadeModuleId ?? '') ?? []
          if (language !== undefined)
            words[language] = { ...words[language], [when as 'index' | 'later']: `/${output.fileName}` }
        }
        const hints = { words, pages: bundle ? pagesOf(pieces) : {} }
        // What the server wrote is read before the program runs: letters and styles come first, and one look at them.
        const behind = html
          .replace(
            /<script type="module"( crossorigin) src="([^"]+)"><\/script>/,
            (_, attributes: string, program: string) =>
              `<script defer fetchpriority="low" src="/${starter.file}" data-program="${program}"></script><link rel="modulepreload"${attributes} href="${program}">`,
          )
          .replaceAll('<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"')
        return { html: behind.replace('</head>', `<!--hints ${JSON.stringify(hints)}--></head>`), tags }
      },
    },
  }
}

/** By path: the files of its page that the entry has not, and whether it has words of its own. */
function pagesOf(pieces: ReadonlyMap<string, Piece>) {
  const all = [...pieces.values()]
  const filesOf = (starts: readonly Piece[]) => {
    const files = new Set<string>()
    const visit = (piece: Piece | undefined) => {
      if (!piece || files.has(piece.fileName)) return
      files.add(piece.fileName)
      for (const css of piece.viteMetadata?.importedCss ?? []) files.add(css)
      for (const name of piece.imports) visit(pieces.get(name))
    }
    starts.forEach(visit)
    return files
  }
  const everywhere = filesOf(all.filter(({ isEntry }) => isEntry))
  const named = (path: string, { modules, laterWords, member }: PageParts): object => {
    const starts = modules.map((module) => {
      const piece = all.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`))
      if (!piece) throw new Error(`${module}, of which ${path} is made, has no file of its own`)
      return piece
    })
    const files = [...filesOf(starts)].filter((file) => !everywhere.has(file)).map((file) => `/${file}`)
    return { files, laterWords, ...(member && { member: named(path, member) }) }
  }
  return Object.fromEntries(Object.entries(pageParts).map(([path, parts]) => [path, named(path, parts)]))
}

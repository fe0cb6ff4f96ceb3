import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { locales } from '../../packages/contracts/src/index.ts'

/** What can be read and written without a network; everything else is kept once somebody has used it. */
const offlinePages = [
  'src/main.tsx',
  'src/routes/StartRoute.tsx',
  'src/routes/TodayRoute.tsx',
  'src/routes/RoomsRoute.tsx',
  'src/features/rooms/RoomsPage.tsx',
  'src/routes/RoomRoute.tsx',
  'src/routes/ThreadRoute.tsx',
  'src/features/threads/OutboxPage.tsx',
  'src/features/threads/WriteDock.tsx',
  'src/platform/composing/ComposingForm.tsx',
  'src/platform/offline/index.ts',
  'src/platform/terms/MarkedText.tsx',
  'src/platform/terms/TermCard.tsx',
  'src/features/threads/Announcer.tsx',
  'src/features/threads/ThreadContext.tsx',
]
/** What every visit needs besides: the letters, and what begins the program. */
const always = /noto-sans-latin-wght-normal-[^/]*\.woff2$|\/starter-\w+\.js$/

/** The part of a chunk that matters here. */
interface Piece {
  fileName: string
  facadeModuleId: string | null
  imports: readonly string[]
  viteMetadata?: { importedCss?: Set<string> }
}

/**
 * Gives the page the name of its version, and builds the service worker, which is told what that version is made of.
 * Only in a built client: while developing nothing is kept.
 */
export function workerPlugin(): Plugin {
  let folder = ''
  return {
    name: 'augenhoehe-worker',
    apply: 'build',
    configResolved: (config) => {
      folder = config.root
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => [
        {
          tag: 'meta',
          attrs: { name: 'build', content: versionOf(Object.keys(bundle ?? {})) },
          injectTo: 'head-prepend',
        },
      ],
    },
    async writeBundle({ dir }, bundle) {
      const pieces = new Map(
        Object.values(bundle).flatMap((one) =>
          one.type === 'chunk' ? [[one.fileName, one as Piece] as const] : [],
        ),
      )
      const filesOf = (ends: readonly string[]) => {
        const files = new Set<string>()
        const visit = (fileName: string) => {
          const piece = pieces.get(fileName)
          if (!piece || files.has(fileName)) return
          files.add(fileName)
          for (const css of piece.viteMetadata?.importedCss ?? []) files.add(css)
          piece.imports.forEach(visit)
        }
        for (const { fileName, facadeModuleId } of pieces.values())
          if (
            ends.some(
              (end) =>
                facadeModuleId?.endsWith(`/${end}`) ||
                (end === 'src/main.tsx' && facadeModuleId?.endsWith('/index.html')),
            )
          )
            visit(fileName)
        return [...files].map((file) => `/${file}`)
      }
      const files = filesOf(offlinePages)
      files.push(
        ...Object.keys(bundle)
          .filter((file) => always.test(file))
          .map((file) => `/${file}`),
      )
      const words = Object.fromEntries(
        locales.map((locale) => [
          locale,
          filesOf([`src/locales/${locale}/index.ts`, `src/locales/${locale}/later.ts`]).filter(
            (file) => !files.includes(file),
          ),
        ]),
      )
      const version = /<meta name="build" content="(\w+)"/.exec(
        await readFile(join(dir!, 'index.html'), 'utf8'),
      )?.[1]
      await build({
        configFile: false,
        root: folder,
        publicDir: false,
        logLevel: 'warn',
        define: { builtShell: JSON.stringify({ build: version, files, languages: words }) },
        build: {
          outDir: dir!,
          emptyOutDir: false,
          target: 'es2022',
          modulePreload: false,
          rolldownOptions: {
            input: join(folder, 'worker/worker.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      })
    },
  }
}

/** Pieces are named after what they hold: other names, another version. */
const versionOf = (names: readonly string[]) =>
  createHash('sha256').update(names.toSorted().join('\n')).digest('hex').slice(0, 16)

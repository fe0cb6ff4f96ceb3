import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { barsPlugin } from './build/bars.ts'
import { hintsPlugin } from './build/hints.ts'
import { manifestPlugin } from './build/manifest.ts'
import { operationsPlugin } from './build/operations.ts'
import { packedPlugin } from './build/packed.ts'
import { tokensPlugin } from './build/tokens.ts'
import { workerPlugin } from './build/worker.ts'

const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

/** Pieces that the entry is made of. */
const withEveryPage = /\/(rolldown-runtime|vendor|first|shared|index)-[\w-]+\.js$/

export default defineConfig({
  plugins: [
    react(),
    operationsPlugin(),
    hintsPlugin(),
    tokensPlugin(),
    manifestPlugin(),
    barsPlugin(),
    workerPlugin(),
    packedPlugin(),
  ],
  // The manifest tells `src/budget.test.ts` what a first load consists of.
  build: {
    target: 'es2022',
    cssMinify: 'lightningcss',
    manifest: true,
    modulePreload: {
      // Lists of what a piece needs besides cost every first load: nobody asks again for what every page has by then.
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => !withEveryPage.test(file)) : files,
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What everything rests on changes seldom: after an update browsers still have it.
            { name: 'vendor', test: /node_modules|rolldown|preload-helper/, tags: ['$initial'] },
            // What more than half of all pages need is no page's own: one file packs better than thirty, and is asked for
            // once. The kit with our fields comes with the pages that have any.
            {
              name: 'shared',
              test: /src\/(platform|ui)\/(?!Kit|theme|field|[A-Z]\w+(?<!Search)Field)/,
              minShareCount: 35,
            },
            { name: 'first', test: /^(?!.*(main\.tsx|index\.html))/, tags: ['$initial'] },
            { name: 'icons', test: /icons-react/, minShareCount: 8 },
            // What several pages need: a little too much for some, but each file is a way to the server and back.
            {
              name: 'common',
              test: /src\/(platform|ui)\/(?!Kit|theme|field|[A-Z]\w+(?<!Search)Field)|icons-react|react-i18next|query-core|react-query/,
              minShareCount: 10,
            },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { hintsPlugin } from './build/hints.ts'
import { manifestPlugin } from './build/manifest.ts'
import { operationsPlugin } from './build/operations.ts'
import { tokensPlugin } from './build/tokens.ts'
import { workerPlugin } from './build/worker.ts'

const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

/** Pieces that the entry is made of. */
const withEveryPage =
  /\/(rolldown-runtime|useTranslation|initReactI18next|jsx-runtime|shared|react-dom|removable|useQuery|useMutation|chunk|preload-helper|createReactComponent|features|index)-[\w-]+\.js$/

export default defineConfig({
  plugins: [react(), operationsPlugin(), hintsPlugin(), tokensPlugin(), manifestPlugin(), workerPlugin()],
  // The manifest tells `src/budget.test.ts` what a first load consists of.
  build: {
    target: 'es2022',
    cssMinify: 'lightningcss',
    manifest: true,
    modulePreload: {
      // Lists of what a piece needs besides cost every first load. The entry, which begins pages, goes without: a page
      // finds its pieces itself. Others do not ask again for what every page has by then.
      resolveDependencies: (_file, files, { hostId, hostType }) => {
        if (hostType !== 'js') return files
        if (/\/index-[\w-]+\.js$/.test(hostId))
          return files.filter((file, at) => at === 0 || file.endsWith('.css'))
        return files.filter((file) => !withEveryPage.test(file))
      },
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // The first piece asks for all of them; apart, each would list the same files again.
          groups: [
            { name: 'features', test: /src\/features\/\w+\/index\.tsx?$/ },
            // What more than half of all pages need is no page's own: one file packs better than thirty.
            // The kit with our fields comes with the pages that have any.
            { name: 'shared', test: /src\/(platform|ui)\/(?!Kit|theme|field)/, minShareCount: 35 },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { hintsPlugin } from './build/hints.ts'
import { operationsPlugin } from './build/operations.ts'
import { tokensPlugin } from './build/tokens.ts'

const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  plugins: [react(), operationsPlugin(), hintsPlugin(), tokensPlugin()],
  // The manifest tells `src/budget.test.ts` what a first load consists of.
  build: {
    target: 'es2022',
    cssMinify: 'lightningcss',
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // The first piece asks for all of them; apart, each would list the same files again.
          groups: [
            { name: 'features', test: /src\/features\/\w+\/index\.tsx?$/ },
            // What more than half of all pages need is no page's own: one file packs better than thirty.
            { name: 'shared', test: /src\/(platform|ui)\//, minShareCount: 35 },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { operationsPlugin } from './build/operations.ts'
import { tokensPlugin } from './build/tokens.ts'

/** The program once more, for the server: it draws pages before the browser can (`src/drawing.tsx`). */
export default defineConfig({
  plugins: [react(), operationsPlugin(), tokensPlugin()],
  publicDir: false,
  ssr: { noExternal: true },
  build: { ssr: 'src/drawing.tsx', outDir: 'dist-drawing', target: 'node20' },
})

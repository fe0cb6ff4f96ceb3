import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { operationsPlugin } from './build/operations.ts'

const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  plugins: [react(), operationsPlugin()],
  build: { target: 'es2022', cssMinify: 'lightningcss' },
  server: { port: 5173, proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
})

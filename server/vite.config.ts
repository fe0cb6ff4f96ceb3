import { defineConfig } from 'vite'

export default defineConfig({
  ssr: { noExternal: [/^@augenhoehe\/(?!embedded-mongo)/] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        main: 'src/main.ts',
        seed: 'src/seed.ts',
        'audit-verify': 'src/audit-verify.ts',
        retention: 'src/retention.ts',
        backup: 'src/backup.ts',
        restore: 'src/restore.ts',
        painter: 'src/platform/drawing/painter.ts',
        'convert-evidence': 'src/features/organisations/verification/evidence/convert.ts',
      },
    },
  },
})

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const packable = /\.(js|css|svg)$/
const packings = { br: promisify(brotliCompress), gz: promisify(gzip) }
const options = { br: { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }, gz: { level: 9 } }

/** Packs every piece once and as small as it gets, beside the piece itself: the server hands it out as it is. */
export function packedPlugin(): Plugin {
  return {
    name: 'augenhoehe-packed',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((file) => packable.test(file))
      await Promise.all(
        files.map(async (file) => {
          const whole = await readFile(join(dir!, file))
          await Promise.all([
            packings.br(whole, options.br).then((packed) => writeFile(join(dir!, `${file}.br`), packed)),
            packings.gz(whole, options.gz).then((packed) => writeFile(join(dir!, `${file}.gz`), packed)),
          ])
        }),
      )
    },
  }
}

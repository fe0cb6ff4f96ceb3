import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchDirectory } from './directory/bench.ts'
import { benchImport } from './directory/importing.ts'
import { benchLive } from './live/bench.ts'
import { benchMatching } from './matching/bench.ts'
import { print, type Figure } from './report.ts'
import { benchRooms } from './rooms/bench.ts'
import { benchSearch } from './rooms/search.ts'
import { benchStore } from './store/bench.ts'
import { benchWeak } from './weak/bench.ts'

const benches: Record<string, (options: { quick: boolean }) => Promise<Figure[]>> = {
  rooms: async (options) => [...(await benchRooms(options)), ...(options.quick ? [] : await benchSearch())],
  directory: benchDirectory,
  import: benchImport,
  live: benchLive,
  matching: benchMatching,
  store: benchStore,
  weak: benchWeak,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const bench = benches[positionals[0] ?? '']
if (!bench) {
  console.error(
    `Which one? There ${Object.keys(benches).length === 1 ? 'is' : 'are'}: ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}
const figures = await bench({ quick: values.quick })
print(figures)
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(figures.some(({ ok }) => ok === false) ? 1 : 0)

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchDirectory } from './directory/bench.ts'
import { benchImport } from './directory/importing.ts'
import { benchLive } from './live/bench.ts'
import { benchInteraction } from './interaction/bench.ts'
import { benchMatching } from './matching/bench.ts'
import { benchPages, type Options } from './pages/bench.ts'
import { print, printByName, type Figure } from './report.ts'
import { benchCrowd } from './rooms/crowd.ts'
import { benchHistory } from './rooms/history.ts'
import { benchRooms } from './rooms/bench.ts'
import { benchSearch } from './rooms/search.ts'
import { benchStore } from './store/bench.ts'
import { benchWeak } from './weak/bench.ts'

const benches: Record<string, (options: Options) => Promise<Figure[]>> = {
  rooms: async (options) => [...(await benchRooms(options)), ...(options.quick ? [] : await benchSearch())],
  crowd: benchCrowd,
  directory: benchDirectory,
  history: benchHistory,
  import: benchImport,
  interaction: benchInteraction,
  live: benchLive,
  matching: benchMatching,
  pages: benchPages,
  store: benchStore,
  weak: benchWeak,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    language: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
  },
})
const bench = benches[positionals[0] ?? '']
if (!bench) {
  console.error(
    `Which one? There ${Object.keys(benches).length === 1 ? 'is' : 'are'}: ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}
const figures = await bench(values)
if (positionals[0] === 'pages') printByName(figures)
else print(figures)
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(figures.some(({ ok }) => ok === false) ? 1 : 0)

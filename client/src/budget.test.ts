import { describe, expect, it } from 'vitest'
import { pageParts } from './page-parts.ts'

const limits = { js: 200_000, css: 40_000 }

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

const manifests = import.meta.glob<string>('../dist/.vite/manifest.json', {
  query: '?raw',
  import: 'default',
})
const built = import.meta.glob<string>('../dist/assets/*.{js,css}', { query: '?raw', import: 'default' })
const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

const entry = 'index.html'
/** The words of one language that every page has; what only few pages have comes with them. */
const wordsOf = (language: string) => `src/locales/${language}/index.ts`
const languages = Object.keys(import.meta.glob('./locales/*/index.ts')).map((path) => path.split('/')[2]!)

const publicModules = Object.values(pageParts).flatMap(({ modules }) => modules)

async function readManifest() {
  const load = manifests['../dist/.vite/manifest.json']
  if (!load) throw new Error('client/dist is missing: run `npm run build` first')
  return JSON.parse(await load()) as Record<string, Chunk>
}

/** Every file the browser must have before these chunks run. */
function filesOf(manifest: Record<string, Chunk>, names: readonly string[]) {
  const files = new Set<string>()
  const visited = new Set<string>()
  const visit = (name: string) => {
    if (visited.has(name)) return
    visited.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`The manifest does not know ${name}`)
    files.add(chunk.file)
    for (const file of chunk.css ?? []) files.add(file)
    chunk.imports?.forEach(visit)
  }
  names.forEach(visit)
  return [...files]
}

function textOf(file: string) {
  const load = built[`../dist/${file}`]
  if (!load) throw new Error(`${file} is in the manifest but was not built`)
  return load()
}

const sizes = new Map<string, Promise<number>>()
const gzippedSize = (file: string) => {
  const known = sizes.get(file) ?? measured(file)
  sizes.set(file, known)
  return known
}

async function measured(file: string) {
  const packed = new Blob([await textOf(file)]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(packed).arrayBuffer()).byteLength
}

async function weigh(files: readonly string[], ending: string) {
  const sizes = await Promise.all(files.filter((file) => file.endsWith(ending)).map(gzippedSize))
  return sizes.reduce((sum, size) => sum + size, 0)
}

describe('the first load', () => {
  it.each(Object.entries(pageParts))(
    'of %s is light enough for a phone on the road',
    async (_, { modules }) => {
      const manifest = await readManifest()
      for (const language of languages) {
        const files = filesOf(manifest, [entry, wordsOf(language), ...modules])
        expect(await weigh(files, '.js'), `JavaScript in ${language}, gzipped`).toBeLessThanOrEqual(limits.js)
        expect(await weigh(files, '.css'), 'CSS, gzipped').toBeLessThanOrEqual(limits.css)
      }
    },
  )

  it('has the words of the chosen language and of no other', async () => {
    const manifest = await readManifest()
    const words = Object.entries(manifest).flatMap(([name, { file }]) =>
      name.startsWith('src/locales/') ? [file] : [],
    )
    expect(words).toHaveLength(2 * languages.length)
    const pages = publicModules
    expect(filesOf(manifest, [entry, ...pages]).filter((file) => words.includes(file))).toEqual([])
    for (const language of languages) {
      const own = filesOf(manifest, [entry, wordsOf(language), ...pages]).filter((file) =>
        words.includes(file),
      )
      expect(own, language).toEqual([manifest[wordsOf(language)]!.file])
    }
  })

  it('is never the gallery, which is for those who build', async () => {
    const shown = 'Alle vier nebeneinander'
    expect(sources['./ui/Gallery.tsx']).toContain(shown)
    const scripts = Object.keys(built).filter((file) => file.endsWith('.js'))
    const within = await Promise.all(scripts.map(async (file) => (await built[file]!()).includes(shown)))
    expect(scripts.filter((_, index) => within[index])).toEqual([])
  })

  it('takes only types from the contracts: their rules for checking input stay on the server', async () => {
    const importing = Object.entries(sources)
      .filter(([file]) => !file.includes('.test.'))
      .filter(([, source]) => /import (?!type\b)[^;']*from '(@augenhoehe\/contracts|zod)'/.test(source))
    expect(importing.map(([file]) => file)).toEqual([])

    const pages = [entry, wordsOf('de'), ...publicModules]
    const scripts = filesOf(await readManifest(), pages).filter((file) => file.endsWith('.js'))
    // Every schema carries what is its own under this name.
    const withRules = await Promise.all(scripts.map(async (file) => (await textOf(file)).includes('_zod')))
    expect(scripts.filter((_, index) => withRules[index])).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const contracts = 'packages/contracts'
const data = 'packages/reference-data'
const server = (feature: string) => `server/features/${feature}`
const client = (feature: string) => `client/features/${feature}`
const clientFeatures = [
  'accounts',
  'feedback',
  'legal',
  'glossary',
  'live',
  'matching',
  'moderation',
  'notifications',
  'organisations',
  'results',
  'rooms',
  'search',
  'start',
  'threads',
]

/** Layer → what it may import; itself always. One line per arrow on the map in ARCHITECTURE.md. */
const allowed: Record<string, string[]> = {
  [contracts]: [],
  [data]: [],
  'packages/matching': [],
  'packages/embedded-mongo': [],
  'packages/bench': ['packages/matching', data, 'chromium.ts'],
  'packages/e2e': ['chromium.ts'],
  'chromium.ts': [],

  'server/platform': [contracts, data],
  [server('accounts')]: ['server/platform', contracts, data, server('audit')],
  [server('audit')]: ['server/platform', contracts],
  [server('organisations')]: ['server/platform', contracts, data, server('accounts'), server('audit')],
  [server('rooms')]: ['server/platform', contracts, data, server('audit')],
  [server('threads')]: [
    'server/platform',
    contracts,
    data,
    server('accounts'),
    server('audit'),
    server('rooms'),
  ],
  [server('live')]: [
    'server/platform',
    contracts,
    ...['accounts', 'audit', 'organisations', 'rooms', 'threads'].map(server),
  ],
  [server('matching')]: [
    'server/platform',
    contracts,
    data,
    'packages/matching',
    ...['accounts', 'audit', 'organisations'].map(server),
  ],
  [server('moderation')]: [
    'server/platform',
    contracts,
    ...['accounts', 'audit', 'organisations', 'rooms', 'threads'].map(server),
  ],
  [server('results')]: [
    'server/platform',
    contracts,
    data,
    ...['accounts', 'audit', 'live', 'organisations', 'rooms', 'threads'].map(server),
  ],
  [server('search')]: [
    'server/platform',
    contracts,
    data,
    ...['matching', 'organisations', 'rooms', 'threads'].map(server),
  ],
  [server('glossary')]: ['server/platform', contracts, data, server('audit')],
  [server('feedback')]: ['server/platform', contracts, ...['accounts', 'audit'].map(server)],
  [server('privacy')]: [
    'server/platform',
    contracts,
    server('accounts'),
    server('organisations'),
    server('results'),
    server('threads'),
  ],
  [server('legal')]: ['server/platform', contracts],
  [server('notifications')]: [
    'server/platform',
    contracts,
    data,
    ...[
      'accounts',
      'feedback',
      'live',
      'matching',
      'moderation',
      'organisations',
      'results',
      'rooms',
      'threads',
    ].map(server),
  ],
  // The composition root and what starts it: the one place that knows everything.
  server: [
    'server/platform',
    contracts,
    data,
    'packages/embedded-mongo',
    ...[
      'accounts',
      'audit',
      'glossary',
      'organisations',
      'rooms',
      'threads',
      'live',
      'matching',
      'moderation',
      'notifications',
      'results',
      'search',
      'feedback',
      'legal',
      'privacy',
    ].map(server),
  ],

  'client/ui': [],
  'client/platform': [contracts, data, 'client/ui', 'client/locales'],
  'client/locales': [],
  ...Object.fromEntries(
    clientFeatures.map((feature) => [
      client(feature),
      [contracts, data, 'client/ui', 'client/platform', 'client/locales'],
    ]),
  ),
  client: [contracts, data, 'client/ui', 'client/platform', 'client/locales', ...clientFeatures.map(client)],
}

const root = import.meta.dirname
const skipped = new Set(['node_modules', 'dist', '.tsc', '.turbo', 'data'])

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Tests and what serves only them may reach further than the product. */
const isTest = (path: string) => /\.test\.tsx?$|\/testing\/|\/simulation\/|^packages\/faults\//.test(path)

function layerOf(path: string): string {
  const parts = path.split('/')
  if (parts[0] === 'packages') return `packages/${parts[1]}`
  const side = parts[0]!
  const inside = parts.slice(2) // after src
  if (inside[0] === 'features' && inside.length > 2) return `${side}/features/${inside[1]}`
  if (['platform', 'ui', 'locales'].includes(inside[0] ?? '') && inside.length > 1)
    return `${side}/${inside[0]}`
  return side
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const specifiers = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]/g),
    ...text.matchAll(/(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g),
    ...text.matchAll(/import\(\s*['"`]([^'"`$]+)['"`]/g),
  ].map((match) => match[1]!)
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('.')) return [relative(root, resolve(root, dirname(path), specifier))]
    const own = /^@augenhoehe\/([^/]+)/.exec(specifier)?.[1]
    return own
      ? [own === 'client' || own === 'server' ? `${own}/src/index.ts` : `packages/${own}/src/index.ts`]
      : []
  })
}

/** What is wrong with one import, or nothing. */
function fault(from: string, target: string): string | undefined {
  const [layer, to] = [layerOf(from), layerOf(target)]
  if (!(layer in allowed)) return `${layer} is not on the map`
  if (to === layer) return undefined
  if (!allowed[layer]!.includes(to)) return `${layer} may not import ${to}`
  const inside = to.includes('/features/') && !/\/index\.tsx?$/.test(target)
  return inside ? `${to} is entered through its index` : undefined
}

const files = [...sources('client/src'), ...sources('server/src'), ...sources('packages')]
const product = files.filter((file) => !isTest(file) && !/\/(conformance|vite\.config)/.test(file))

describe('the layers', () => {
  it('see the code they judge', () => {
    expect(product.length).toBeGreaterThan(150)
    const seen = product.flatMap(importsOf)
    expect(seen.length).toBeGreaterThan(400)
    for (const layer of Object.keys(allowed)) {
      if (layer === 'client/locales' || layer === 'chromium.ts') continue // words only; and a tool of the tests
      expect(
        product.some((file) => layerOf(file) === layer),
        `${layer} has no code`,
      ).toBe(true)
    }
  })

  it('import only what they may', () => {
    const faults = product.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        const found = fault(file, target)
        return found ? [`${file} → ${target}: ${found}`] : []
      }),
    )
    expect(faults).toEqual([])
  })

  it('make no circle', () => {
    const visit = (layer: string, path: string[]): void => {
      expect(path, 'a circle of layers').not.toContain(layer)
      for (const next of allowed[layer]!) visit(next, [...path, layer])
    }
    for (const layer of Object.keys(allowed)) visit(layer, [])
  })

  it.each([
    [
      'server/src/features/threads/service.ts',
      'server/src/features/rooms/model.ts',
      'entered through its index',
    ],
    ['server/src/features/rooms/service.ts', 'server/src/features/threads/index.ts', 'may not import'],
    ['server/src/app.ts', 'client/src/platform/api.ts', 'may not import'],
    ['client/src/features/rooms/index.tsx', 'client/src/features/threads/index.tsx', 'may not import'],
    ['client/src/ui/Button.tsx', 'client/src/platform/api.ts', 'may not import'],
    ['server/src/features/gossip/index.ts', 'server/src/platform/log.ts', 'not on the map'],
  ])('refuse a planted import: %s of %s', (from, target, why) => {
    expect(fault(from, target)).toContain(why)
  })
})

describe('the rules that no layer shows', () => {
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
  const mayRead =
    /^server\/src\/(main|seed|audit-verify|retention|backup|restore)\.ts$|^packages\/(bench|e2e)\/|vite\.config/

  it('only the starting points read the environment', () => {
    const readers = product.filter((file) => /process\.env/.test(textOf(file)) && !mayRead.test(file))
    expect(readers).toEqual([])
  })

  it('only the starting points end the process', () => {
    const enders = product.filter((file) => /process\.exit\(/.test(textOf(file)))
    expect(
      enders.filter(
        (file) =>
          !/(main|seed|audit-verify|retention|backup|restore|cli|painter)\.ts$|^packages\/bench\//.test(file),
      ),
    ).toEqual([])
  })

  it('models stay inside their feature', () => {
    const leaks = product.flatMap((file) =>
      importsOf(file).filter(
        (target) => /features\/\w+\/model\.ts$/.test(target) && layerOf(target) !== layerOf(file),
      ),
    )
    expect(leaks).toEqual([])
  })
})

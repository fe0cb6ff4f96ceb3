import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig, settings } from './server/src/platform/config.ts'
import { emailOf, password, people } from './server/src/seed/world.ts'

const root = import.meta.dirname
const skipped = new Set(['node_modules', 'dist', '.tsc', '.turbo', '.git', 'data'])

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : markdownIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

/** Prose without its blocks of code: what stands there is for a terminal, or a picture. */
const proseOf = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '')

interface Link {
  path: string
  anchor: string | undefined
}

/** The links of a document that lead to a file of this repository. */
function linksOf(text: string): Link[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#')
      return { path, anchor }
    })
}

/** The names a heading can be linked by, as code hosts make them. */
const anchorsOf = (text: string) =>
  [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )

/**
 * The files a document names: words in backticks, below a folder, with an ending, without placeholders.
 * They are told from the root. What is made at run time is not named so, or does not exist yet.
 */
const filesNamedIn = (text: string) =>
  [...proseOf(text).matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1]!)
    .filter((name) => /^[\w.-][\w./-]*\/[\w./-]*\.(tsx?|m?js|json|md|css|html|ya?ml)$/.test(name))
    .filter((name) => !/\/dist\//.test(name))

const documents = markdownIn('.')
/** Packages tell paths from their own folder. */
const fromTheRoot = documents.filter((file) => !file.startsWith('packages/'))

function brokenLinks(file: string, text: string): string[] {
  return linksOf(text).flatMap(({ path, anchor }) => {
    const target = path === '' ? file : relative(root, resolve(root, dirname(file), path))
    if (!existsSync(join(root, target))) return [`${file} → ${path}`]
    if (anchor === undefined || !target.endsWith('.md')) return []
    return anchorsOf(textOf(target)).includes(anchor) ? [] : [`${file} → ${path}#${anchor}`]
  })
}

describe('the documents', () => {
  it('are there', () => {
    expect(documents.length).toBeGreaterThan(20)
    expect(documents.flatMap((file) => linksOf(textOf(file))).length).toBeGreaterThan(40)
    expect(fromTheRoot.flatMap((file) => filesNamedIn(textOf(file))).length).toBeGreaterThan(60)
  })

  it('link to what exists', () => {
    expect(documents.flatMap((file) => brokenLinks(file, textOf(file)))).toEqual([])
  })

  it('name files that exist', () => {
    const missing = fromTheRoot.flatMap((file) =>
      filesNamedIn(textOf(file))
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['a link to nowhere', '[x](nowhere.md)', ['README.md → nowhere.md']],
    ['a link to no heading', '[x](ARCHITECTURE.md#nowhere)', ['README.md → ARCHITECTURE.md#nowhere']],
    [
      'a link that leads somewhere',
      '[x](ARCHITECTURE.md#the-map), [y](docs/adr), [z](https://x.example)',
      [],
    ],
  ])('would not pass with %s', (_, text, faults) => {
    expect(brokenLinks('README.md', text)).toEqual(faults)
  })

  it('would not pass with a file that is gone', () => {
    const named = filesNamedIn(
      '`server/src/gone.ts`, `npm start`, `policy.ts`, `client/src/*.ts`, `a/<b>.ts`',
    )
    expect(named).toEqual(['server/src/gone.ts'])
  })

  it('show every folder on the map', () => {
    const map = /## The map([\s\S]*?)\n## /.exec(textOf('ARCHITECTURE.md'))?.[1] ?? ''
    const folders = [
      ...foldersIn('packages'),
      ...foldersIn('server/src/features'),
      ...foldersIn('client/src/features'),
    ]
    expect(folders.length).toBeGreaterThan(12)
    expect(folders.filter((folder) => !map.includes(folder))).toEqual([])
  })

  it('have one page for each capability', () => {
    const pages = readdirSync(join(root, 'docs/capabilities')).map((file) => file.replace('.md', ''))
    expect(pages.toSorted()).toEqual(foldersIn('server/src/features').toSorted())
  })

  it('number decisions without a gap, each with its reasons', () => {
    const decisions = readdirSync(join(root, 'docs/adr')).toSorted()
    for (const [index, file] of decisions.entries()) {
      const number = String(index + 1).padStart(4, '0')
      expect(file.startsWith(`${number}-`), file).toBe(true)
      const text = textOf(`docs/adr/${file}`)
      expect(text, file).toMatch(new RegExp(`^# ${number}: `))
      expect(text, file).toMatch(/^Date: \d{4}-\d\d-\d\d$/m)
      expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual([
        'Context',
        'Decision',
        'Consequences',
      ])
    }
  })
})

describe('.env.example', () => {
  const text = textOf('.env.example')
  const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]!)

  it('names every setting, once, and no other', () => {
    expect(named.toSorted()).toEqual(Object.keys(settings).toSorted())
  })

  it('explains each', () => {
    const lines = text.split('\n')
    for (const key of named) {
      const at = lines.findIndex((line) => line.replace('# ', '').startsWith(`${key}=`))
      // Settings that belong together share what is said above them.
      const above = lines.slice(0, at).findLast((line) => !/^(?:# )?[A-Z_]+=/.test(line))
      expect(above, key).toMatch(/^# \S/)
    }
  })

  it('changes nothing when it is used as it is', () => {
    expect(readConfig(parseEnv(text))).toEqual(readConfig({}))
  })
})

describe('the README', () => {
  const text = textOf('README.md')
  const rows = [...text.matchAll(/^\| `(\w+)` \| ([^|]+) \| `([^`]+)` \|/gm)].map((match) =>
    match.slice(1, 4),
  )

  it('has the two commands of a fresh machine', () => {
    expect(text).toContain('\nnpm ci && npm start\n')
    expect(text).toContain('\nnpm ci && npm test\n')
  })

  it('lists logins of the demonstration as they are', () => {
    expect(rows.length).toBeGreaterThanOrEqual(8)
    expect(text).toContain(`\`${password}\``)
    const known = people.map(({ key, name }) => [key, name, emailOf(key)])
    expect(known).toEqual(expect.arrayContaining(rows))
  })
})

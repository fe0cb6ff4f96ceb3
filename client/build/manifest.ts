import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { locales } from '../../packages/contracts/src/index.ts'
import { lightColours } from '../src/ui/tokens.ts'

interface Common {
  nav: { today: string; rooms: string; matching: string }
}

const paper = lightColours['--ah-paper']
const rightToLeft: ReadonlySet<string> = new Set(['ar'])
const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: purpose === 'any' ? `/icon-${size}.png` : `/icon-maskable-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** What a telephone needs to put the platform among its apps: one description in every language, one app. */
export function manifestPlugin(): Plugin {
  let folder = ''
  return {
    name: 'augenhoehe-manifest',
    apply: 'build',
    configResolved: (config) => {
      folder = config.root
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: '/de.webmanifest' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' }, injectTo: 'head' },
    ],
    async generateBundle() {
      for (const locale of locales) {
        const words = async <T>(file: string) =>
          JSON.parse(await readFile(join(folder, `src/locales/${locale}/${file}.json`), 'utf8')) as T
        const { nav } = await words<Common>('common')
        const { title } = await words<{ title: string }>('start')
        const shortcut = (name: string, url: string) => ({ name, url, icons: [icon(192, 'any')] })
        this.emitFile({
          type: 'asset',
          fileName: `${locale}.webmanifest`,
          source: JSON.stringify({
            // One app, whatever language it was put there in.
            id: '/',
            name: 'Augenhöhe',
            short_name: 'Augenhöhe',
            // Without the marks that tell a heading where it may break.
            description: title.replaceAll('\u00ad', '').replaceAll('\u00a0', ' '),
            lang: locale,
            dir: rightToLeft.has(locale) ? 'rtl' : 'ltr',
            start_url: '/',
            scope: '/',
            display: 'standalone',
            background_color: paper,
            theme_color: paper,
            categories: ['social', 'government'],
            icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
            shortcuts: [
              shortcut(nav.today, '/'),
              shortcut(nav.rooms, '/raeume'),
              shortcut(nav.matching, '/suchen-und-bieten'),
            ],
          }),
        })
      }
    },
  }
}

import type { HtmlTagDescriptor, Plugin } from 'vite'

/** What nearly every first visit needs, but a browser would discover only late: the letters and the German words. */
const wanted = { font: /noto-sans-latin-wght-normal-[^/]*\.woff2$/, words: 'src/locales/de/index.ts' }

/** Names them in the page itself, so that they are fetched beside the program instead of after it. */
export function hintsPlugin(): Plugin {
  return {
    name: 'augenhoehe-hints',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const tags: HtmlTagDescriptor[] = []
        for (const output of Object.values(bundle ?? {})) {
          if (output.type === 'asset' && wanted.font.test(output.fileName)) {
            const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true }
            tags.push({ tag: 'link', attrs: { ...attrs, href: `/${output.fileName}` }, injectTo: 'head' })
          }
          if (output.type === 'chunk' && output.facadeModuleId?.endsWith(wanted.words)) {
            const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${output.fileName}` }
            tags.push({ tag: 'link', attrs, injectTo: 'head' })
          }
        }
        return tags
      },
    },
  }
}

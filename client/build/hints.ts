import type { HtmlTagDescriptor, Plugin } from 'vite'

/** What nearly every first visit needs, but a browser would discover only late: the letters and the words. */
const wanted = {
  font: /noto-sans-latin-wght-normal-[^/]*\.woff2$/,
  words: /src\/locales\/([\w-]+)\/index\.ts$/,
}

/**
 * Names them in the page itself, so that they are fetched beside the program instead of after it. Of which language the
 * words are, the server knows: it is told where those of each are, and names the ones its reader needs.
 */
export function hintsPlugin(): Plugin {
  return {
    name: 'augenhoehe-hints',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const tags: HtmlTagDescriptor[] = []
        const words: Record<string, string> = {}
        for (const output of Object.values(bundle ?? {})) {
          if (output.type === 'asset' && wanted.font.test(output.fileName)) {
            const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true }
            tags.push({ tag: 'link', attrs: { ...attrs, href: `/${output.fileName}` }, injectTo: 'head' })
          }
          const language = output.type === 'chunk' && wanted.words.exec(output.facadeModuleId ?? '')?.[1]
          if (language) words[language] = `/${output.fileName}`
        }
        return { html: html.replace('</head>', `<!--words ${JSON.stringify(words)}--></head>`), tags }
      },
    },
  }
}

import { Locale } from '@augenhoehe/contracts'
import { Router, type Request } from 'express'
import { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { parseInput } from '../../../platform/errors.ts'
import { webHeaders } from '../../../platform/http.ts'
import type { Call } from '../../../platform/operations.ts'
import type { Results } from '../service.ts'
import { toDocx } from './docx.ts'
import { toHtml } from './html.ts'
import { toMarkdown } from './markdown.ts'
import { outlineOfDocumentation, outlineOfRecord, type Outline } from './outline.ts'
import { outlineOfRelease } from './release-outline.ts'

const formats = {
  html: { type: 'text/html; charset=utf-8', make: toHtml },
  md: { type: 'text/markdown; charset=utf-8', make: toMarkdown },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: toDocx,
  },
} as const
type Format = keyof typeof formats

const Query = z.strictObject({
  lang: Locale.default('de'),
  version: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional(),
})

interface Needs {
  results: Pick<Results, 'get' | 'documentations' | 'press'>
  actorOf: (headers: Headers) => Promise<Actor>
  /** One more document for this caller. */
  limit: (call: Call) => Promise<void>
}

/** Letters a file name may have everywhere. */
const fileName = ({ title, date }: Outline, format: Format) =>
  `${date.toISOString().slice(0, 10)} ${title}`
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80) + `.${format}`

/**
 * What was published, as a file to take along. Not operations, because a file is no JSON; but the same rights, asked in
 * the same place: whoever may not read it learns nothing.
 */
export function exportRoutes({ results, actorOf, limit }: Needs): Router {
  const router = Router()

  async function callerOf(request: Request) {
    const headers = webHeaders(request.headers)
    const actor = await actorOf(headers)
    await limit({ actor, address: request.ip ?? '', headers, setCookies: () => undefined })
    return actor
  }

  function mount(
    path: string,
    outlineFor: (actor: Actor, id: string, query: z.infer<typeof Query>) => Promise<Outline>,
  ) {
    for (const format of Object.keys(formats) as Format[]) {
      router.get(`${path}/:id/export.${format}`, async (request, response) => {
        const actor = await callerOf(request)
        const outline = await outlineFor(actor, request.params.id, parseInput(Query, { ...request.query }))
        const { type, make } = formats[format]
        const made = await make(outline)
        response
          .setHeader('Cache-Control', 'no-store')
          .setHeader('Content-Disposition', `attachment; filename="${fileName(outline, format)}"`)
          .type(type)
          .send(made)
      })
    }
  }

  mount('/results', async (actor, id, { lang, version }) =>
    outlineOfRecord(await results.get(actor, id, version), lang),
  )
  mount('/documentations', async (actor, id, { lang }) =>
    outlineOfDocumentation(await results.documentations.get(actor, id), lang),
  )
  mount('/press', async (actor, id, { lang }) => outlineOfRelease(await results.press.get(actor, id), lang))
  return router
}

import { Router } from 'express'
import type { Actor } from '../../platform/actor.ts'
import { webHeaders } from '../../platform/http.ts'
import type { Call } from '../../platform/operations.ts'
import { exportFormats, type ExportFormat } from './exports.ts'
import type { Privacy } from './service.ts'

interface Needs {
  privacy: Pick<Privacy, 'exports'>
  actorOf: (headers: Headers) => Promise<Actor>
  limit: (call: Call) => Promise<void>
}

/** The files of an export. Not operations, because a file is no answer; but the same rights, asked in the same place. */
export function ownExportRoutes({ privacy, actorOf, limit }: Needs): Router {
  const router = Router()
  for (const [format, type] of Object.entries(exportFormats) as [ExportFormat, string][]) {
    router.get(`/me/exports/:exportToken/daten.${format}`, async (request, response) => {
      const headers = webHeaders(request.headers)
      const actor = await actorOf(headers)
      await limit({ actor, address: request.ip ?? '', headers, setCookies: () => undefined })
      const file = await privacy.exports.file(actor, request.params.exportToken, format)
      response
        .setHeader('Cache-Control', 'no-store')
        .setHeader('Content-Disposition', `attachment; filename="augenhoehe-daten.${format}"`)
        .type(type)
        .send(file)
    })
  }
  return router
}

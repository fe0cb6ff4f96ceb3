import express, { Router, type Request } from 'express'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { refuse } from './errors.ts'

const docsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Augenhöhe: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css" />
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`
const docsStart = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null, deepLinking: true })\n`

/** The API's documentation, from this server alone. */
export function docsRoutes(): Router {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/', (_request, response) => void response.type('html').send(docsPage))
  router.get('/start.js', (_request, response) => void response.type('text/javascript').send(docsStart))
  router.use(express.static(assets, { index: false }))
  return router
}

/** The built client: assets for a year, the page itself always fresh; unknown assets are missing, unknown pages are the client's. */
export function siteRoutes(folder: string): Router {
  const router = Router()
  const page = join(folder, 'index.html')
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: '1h' }))
  router.get('/{*any}', (request: Request, response) => {
    if (!request.accepts('html') || !existsSync(page)) throw refuse('not-found')
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(page)
  })
  return router
}

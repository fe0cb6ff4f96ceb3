import { Id, ImportRun, organisationDirectory } from '@augenhoehe/contracts'
import { Router, type Request, type Response } from 'express'
import multer, { memoryStorage, MulterError } from 'multer'
import { once } from 'node:events'
import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import { isStaff, type Actor } from '../../../platform/actor.ts'
import { parseInput, refuse } from '../../../platform/errors.ts'
import { isOwnOrigin, webHeaders } from '../../../platform/http.ts'
import type { Call } from '../../../platform/operations.ts'
import { toOrganisation, type OrganisationFacts } from '../model.ts'
import type { Organisations } from '../service.ts'
import { toCells } from './cells.ts'
import { contextOf, toJsonLd } from './json-ld.ts'
import { reportOf } from './report.ts'
import { mustBeStaff } from './runs.ts'
import { byteOrderMark, headerRow, mostBytes, toCsv, toRow } from './table.ts'

interface Needs {
  organisations: Pick<Organisations, 'find' | 'receive' | 'importReport' | 'mustAdminister'>
  actorOf: (headers: Headers) => Promise<Actor>
  publicUrl: string | undefined
  baseUrl: string
  now: () => Date
  /** One more file for this caller. */
  limit: (call: Call) => Promise<void>
}

const Filters = organisationDirectory['organisations.list'].input.omit({ cursor: true, limit: true })
const NoQuery = z.strictObject({})

/** What stands around a file in a request. */
const envelope = 16 * 1024
/** So many organisations are written before others get their turn. */
const atOnce = 250

type Format = 'csv' | 'json'
const types = { csv: 'text/csv; charset=utf-8', json: 'application/ld+json; charset=utf-8' } as const

/** A piece of a file; goes on once whoever reads has room for more. */
async function send(response: Response, piece: string) {
  if (response.destroyed) return
  if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  await breathe()
}

/**
 * Tables of organisations, in and out. Not operations, because a file is no JSON of ours; but with the same door:
 * origin, session, limits, rights, and only then the first byte of a file.
 */
export function exchangeRoutes({ organisations, actorOf, publicUrl, baseUrl, now, limit }: Needs): Router {
  const router = Router()

  async function callerOf(request: Request): Promise<Actor> {
    const headers = webHeaders(request.headers)
    const actor = await actorOf(headers)
    await limit({ actor, address: request.ip ?? '', headers, setCookies: () => undefined })
    return actor
  }

  function begin(response: Response, name: string, format: Format) {
    const day = now().toISOString().slice(0, 10)
    response
      .setHeader('Cache-Control', 'no-store')
      .setHeader('Content-Disposition', `attachment; filename="${day}-${name}.${format}"`)
      .setHeader('Content-Type', types[format])
  }

  /** Written piece by piece, so that a long list holds up nobody. */
  async function write(
    response: Response,
    format: Format,
    name: string,
    all: readonly OrganisationFacts[],
    reader: Parameters<typeof toOrganisation>[1],
  ) {
    begin(response, name, format)
    const at = now()
    const seen = (facts: OrganisationFacts) => {
      const { visibility, ...profile } = toOrganisation(facts, reader, at)
      return { ...profile, visibility: visibility ?? {} }
    }
    if (format === 'csv') await send(response, `${byteOrderMark}${toCsv([headerRow])}\r\n`)
    else await send(response, `{"@context":${JSON.stringify(contextOf(baseUrl))},"@graph":[\n`)
    for (let from = 0; from < all.length && !response.destroyed; from += atOnce) {
      const some = all.slice(from, from + atOnce).map(seen)
      const piece =
        format === 'csv'
          ? `${toCsv(some.map((one) => toRow(toCells(one, one.id))))}\r\n`
          : `${from > 0 ? ',\n' : ''}${some.map((one) => JSON.stringify(toJsonLd(one, baseUrl))).join(',\n')}`
      await send(response, piece)
    }
    response.end(format === 'csv' ? '' : '\n]}\n')
  }

  router.get('/organisations/template.csv', async (request, response) => {
    await callerOf(request)
    begin(response, 'organisationen-vorlage', 'csv')
    response.send(`${byteOrderMark}${toCsv([headerRow])}\r\n`)
  })

  for (const format of ['csv', 'json'] as const) {
    router.get(`/organisations/export.${format}`, async (request, response) => {
      const actor = await callerOf(request)
      const filters = parseInput(Filters, { ...request.query })
      const found = await organisations.find(filters)
      // Staff may take along what people with an account read; others what everybody does.
      await write(response, format, 'organisationen', found, { signedIn: isStaff(actor), ownRole: null })
    })

    router.get(`/organisations/:organisationId/export.${format}`, async (request, response) => {
      const actor = await callerOf(request)
      parseInput(NoQuery, { ...request.query })
      if (actor.id === null) throw refuse('session.required')
      const facts = await organisations.mustAdminister(actor, parseInput(Id, request.params.organisationId))
      await write(response, format, facts.slug, [facts], { signedIn: true, ownRole: 'admin' })
    })
  }

  router.get('/administration/imports/:importId/report.csv', async (request, response) => {
    const actor = await callerOf(request)
    if (actor.id === null) throw refuse('session.required')
    mustBeStaff(actor)
    const { rows } = await organisations.importReport(actor, parseInput(Id, request.params.importId))
    begin(response, 'einfuhr-bericht', 'csv')
    response.send(`${byteOrderMark}${toCsv(reportOf(rows, baseUrl))}\r\n`)
  })

  router.post('/administration/imports', async (request, response) => {
    if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)) throw refuse('origin.foreign')
    const actor = await callerOf(request)
    if (actor.id === null) throw refuse('session.required')
    mustBeStaff(actor)
    // Who says how much is coming need not send it; what says nothing is cut off at the same length.
    if (Number(request.headers['content-length'] ?? 0) > mostBytes + envelope)
      throw refuse('import.too-large')
    const { buffer, originalname } = await receiveFile(request)
    const run = await organisations.receive(actor, buffer, Buffer.from(originalname, 'latin1').toString())
    response.setHeader('Cache-Control', 'no-store')
    response.status(201).json(ImportRun.parse(run))
  })
  return router
}

/** Exactly one file, never more of it than allowed. */
function receiveFile(request: Request): Promise<Express.Multer.File> {
  const one = multer({
    storage: memoryStorage(),
    limits: { fileSize: mostBytes, files: 1, fields: 0, parts: 1, fieldNameSize: 50, headerPairs: 20 },
  }).single('file')
  return new Promise((resolve, reject) => {
    void one(request, request.res!, (error: unknown) => {
      if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') reject(refuse('import.too-large'))
      else if (error) reject(refuse('request.invalid', { fields: { file: ['exactly one file'] } }))
      else if (!request.file) reject(refuse('request.invalid', { fields: { file: ['needed'] } }))
      else resolve(request.file)
    })
  })
}

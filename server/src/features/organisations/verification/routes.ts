import { Id, Verification } from '@augenhoehe/contracts'
import { Router, type Request } from 'express'
import multer, { diskStorage, MulterError } from 'multer'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { parseInput, refuse } from '../../../platform/errors.ts'
import { isOwnOrigin, webHeaders } from '../../../platform/http.ts'
import type { Call } from '../../../platform/operations.ts'
import { mostBytes, mostPages } from './evidence/kinds.ts'
import type { VerificationService } from './service.ts'

interface Needs {
  organisations: Pick<
    VerificationService,
    'mustMaySend' | 'enterEvidence' | 'evidenceArrival' | 'sendEvidence' | 'evidencePage'
  >
  actorOf: (headers: Headers) => Promise<Actor>
  publicUrl: string | undefined
  /** One more file for this caller and this organisation. */
  limitFile: (call: Call, organisationId: string) => Promise<void>
  /** One more picture for this caller. */
  limitPage: (call: Call) => Promise<void>
}

const Target = z.strictObject({ organisationId: Id })
const Page = z.strictObject({
  organisationId: Id,
  evidenceId: Id,
  page: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(mostPages)),
  size: z.enum(['small', 'full']).default('full'),
})

/** What stands around a file in a request. */
const envelope = 16 * 1024

/** Exactly one file, onto the disk and never more of it than allowed. */
function receive(request: Request, path: string): Promise<void> {
  const one = multer({
    storage: diskStorage({
      destination: dirname(path),
      filename: (_request, _file, done) => done(null, basename(path)),
    }),
    limits: { fileSize: mostBytes, files: 1, fields: 0, parts: 1, fieldNameSize: 50, headerPairs: 20 },
  }).single('file')
  return new Promise((resolve, reject) => {
    void one(request, request.res!, (error: unknown) => {
      if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') reject(refuse('file.too-large'))
      else if (error) reject(refuse('request.invalid', { fields: { file: ['exactly one file'] } }))
      else if (!request.file) reject(refuse('request.invalid', { fields: { file: ['needed'] } }))
      else resolve()
    })
  })
}

/**
 * What is sent in for verification, and the pictures made of it. Not operations, because a file is no JSON; but with
 * the same door: origin, session, limits, rights, and only then the first byte of the file.
 */
export function evidenceRoutes({ organisations, actorOf, publicUrl, limitFile, limitPage }: Needs): Router {
  const router = Router()

  async function callOf(request: Request): Promise<Call> {
    const headers = webHeaders(request.headers)
    const actor = await actorOf(headers)
    return { actor, address: request.ip ?? '', headers, setCookies: () => undefined }
  }
  const mustBeSignedIn = ({ actor }: Call) => {
    if (actor.id === null) throw refuse('session.required')
  }

  /** Nothing of the file itself is left, and there is room for the next, before anybody hears of it. */
  async function takeIn(request: Request, actor: Actor, organisationId: string) {
    const leave = organisations.enterEvidence(organisationId)
    try {
      const arrival = await organisations.evidenceArrival()
      try {
        await receive(request, arrival.path)
        return await organisations.sendEvidence(actor, organisationId, arrival.path)
      } finally {
        await arrival.over()
      }
    } finally {
      leave()
    }
  }

  router.post('/organisations/:organisationId/evidence', async (request, response) => {
    if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)) throw refuse('origin.foreign')
    const call = await callOf(request)
    mustBeSignedIn(call)
    const { organisationId } = parseInput(Target, { ...request.query, ...request.params })
    await limitFile(call, organisationId)
    await organisations.mustMaySend(call.actor, organisationId)
    // Who says how much is coming need not send it; what says nothing is cut off at the same length.
    if (Number(request.headers['content-length'] ?? 0) > mostBytes + envelope) throw refuse('file.too-large')
    const sent = await takeIn(request, call.actor, organisationId)
    response.setHeader('Cache-Control', 'no-store')
    response.status(201).json(Verification.parse(sent))
  })

  router.get('/organisations/:organisationId/evidence/:evidenceId/:page', async (request, response) => {
    const call = await callOf(request)
    await limitPage(call)
    mustBeSignedIn(call)
    const { organisationId, evidenceId, page, size } = parseInput(Page, {
      ...request.query,
      ...request.params,
    })
    const picture = await organisations.evidencePage(
      call.actor,
      organisationId,
      evidenceId,
      page,
      size === 'small',
    )
    response
      .setHeader('Cache-Control', 'no-store')
      .setHeader('X-Content-Type-Options', 'nosniff')
      .setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
      .setHeader('Content-Disposition', 'inline; filename="seite.webp"')
      .type('image/webp')
      .send(picture)
  })
  return router
}

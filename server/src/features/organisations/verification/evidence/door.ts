import type { Request, Response } from 'express'
import multer, { diskStorage, MulterError } from 'multer'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import type { Actor } from '../../../../platform/actor.ts'
import { refuse } from '../../../../platform/errors.ts'
import { isOwnOrigin, webHeaders } from '../../../../platform/http.ts'
import type { Call } from '../../../../platform/operations.ts'
import type { EvidenceFolder } from './folder.ts'
import { mostBytes, mostPages } from './kinds.ts'

export interface DoorNeeds {
  organisations: { enterEvidence: EvidenceFolder['enter']; evidenceArrival: EvidenceFolder['arrival'] }
  actorOf: (headers: Headers) => Promise<Actor>
  publicUrl: string | undefined
  /** One more file for this caller and whatever it belongs to. */
  limitFile: (call: Call, ownerId: string) => Promise<void>
  /** One more picture for this caller. */
  limitPage: (call: Call) => Promise<void>
}

/** Which picture is asked for, in an address. */
export const PageOf = {
  page: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(mostPages)),
  size: z.enum(['small', 'full']).default('full'),
}

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
 * The same door for every file that is made into pictures: origin, session, limits, rights, and only then the first
 * byte of the file.
 */
export function createDoor({ organisations, actorOf, publicUrl, limitFile, limitPage }: DoorNeeds) {
  async function callOf(request: Request): Promise<Call> {
    const headers = webHeaders(request.headers)
    const actor = await actorOf(headers)
    return { actor, address: request.ip ?? '', headers, setCookies: () => undefined }
  }
  const mustBeSignedIn = ({ actor }: Call) => {
    if (actor.id === null) throw refuse('session.required')
  }

  return {
    async sender(request: Request): Promise<Call> {
      if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl))
        throw refuse('origin.foreign')
      const call = await callOf(request)
      mustBeSignedIn(call)
      return call
    },

    async looker(request: Request): Promise<Call> {
      const call = await callOf(request)
      await limitPage(call)
      mustBeSignedIn(call)
      return call
    },

    limitFile,

    /** Nothing of the file itself is left, and there is room for the next, before anybody hears of it. */
    async takeIn<R>(request: Request, ownerId: string, take: (path: string) => Promise<R>): Promise<R> {
      // Who says how much is coming need not send it; what says nothing is cut off at the same length.
      if (Number(request.headers['content-length'] ?? 0) > mostBytes + envelope)
        throw refuse('file.too-large')
      const leave = organisations.enterEvidence(ownerId)
      try {
        const arrival = await organisations.evidenceArrival()
        try {
          await receive(request, arrival.path)
          return await take(arrival.path)
        } finally {
          await arrival.over()
        }
      } finally {
        leave()
      }
    },

    show(response: Response, picture: Buffer) {
      response
        .setHeader('Cache-Control', 'no-store')
        .setHeader('X-Content-Type-Options', 'nosniff')
        .setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
        .setHeader('Content-Disposition', 'inline; filename="seite.webp"')
        .type('image/webp')
        .send(picture)
    },
  }
}

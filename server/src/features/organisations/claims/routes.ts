import { Id, OwnClaim } from '@augenhoehe/contracts'
import { Router } from 'express'
import { z } from 'zod'
import { person } from '../../../platform/actor.ts'
import { parseInput } from '../../../platform/errors.ts'
import { createDoor, PageOf, type DoorNeeds } from '../verification/evidence/door.ts'
import type { ClaimsPart } from './claims.ts'

interface Needs extends DoorNeeds {
  organisations: DoorNeeds['organisations'] &
    Pick<ClaimsPart['operations'], 'mustMaySendExtract' | 'sendExtract' | 'extractPage'>
}

const Target = z.strictObject({ claimId: Id })
const Page = z.strictObject({ claimId: Id, evidenceId: Id, ...PageOf })

/** A register extract that goes with a claim: sent by whoever asks, seen by the staff. */
export function extractRoutes({ organisations, ...needs }: Needs): Router {
  const router = Router()
  const door = createDoor({ organisations, ...needs })

  router.post('/me/claims/:claimId/extract', async (request, response) => {
    const call = await door.sender(request)
    const { claimId } = parseInput(Target, { ...request.query, ...request.params })
    // Counted for the person: a new claim brings no new attempts.
    const { id: userId } = person(call.actor)
    await door.limitFile(call, userId)
    await organisations.mustMaySendExtract(call.actor, claimId)
    const sent = await door.takeIn(request, userId, (path) =>
      organisations.sendExtract(call.actor, claimId, path),
    )
    response.setHeader('Cache-Control', 'no-store')
    response.status(201).json(OwnClaim.parse(sent))
  })

  router.get('/administration/claims/:claimId/extract/:evidenceId/:page', async (request, response) => {
    const { actor } = await door.looker(request)
    const { claimId, evidenceId, page, size } = parseInput(Page, { ...request.query, ...request.params })
    const small = size === 'small'
    door.show(response, await organisations.extractPage(actor, claimId, evidenceId, page, small))
  })
  return router
}

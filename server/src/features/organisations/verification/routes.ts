import { Id, Verification } from '@augenhoehe/contracts'
import { Router } from 'express'
import { z } from 'zod'
import { parseInput } from '../../../platform/errors.ts'
import { createDoor, PageOf, type DoorNeeds } from './evidence/door.ts'
import type { VerificationService } from './service.ts'

interface Needs extends DoorNeeds {
  organisations: DoorNeeds['organisations'] &
    Pick<VerificationService, 'mustMaySend' | 'sendEvidence' | 'evidencePage'>
}

const Target = z.strictObject({ organisationId: Id })
const Page = z.strictObject({ organisationId: Id, evidenceId: Id, ...PageOf })

/** What is sent in for verification, and the pictures made of it. Not operations, because a file is no JSON. */
export function evidenceRoutes({ organisations, ...needs }: Needs): Router {
  const router = Router()
  const door = createDoor({ organisations, ...needs })

  router.post('/organisations/:organisationId/evidence', async (request, response) => {
    const call = await door.sender(request)
    const { organisationId } = parseInput(Target, { ...request.query, ...request.params })
    await door.limitFile(call, organisationId)
    await organisations.mustMaySend(call.actor, organisationId)
    const sent = await door.takeIn(request, organisationId, (path) =>
      organisations.sendEvidence(call.actor, organisationId, path),
    )
    response.setHeader('Cache-Control', 'no-store')
    response.status(201).json(Verification.parse(sent))
  })

  router.get('/organisations/:organisationId/evidence/:evidenceId/:page', async (request, response) => {
    const { actor } = await door.looker(request)
    const { organisationId, evidenceId, page, size } = parseInput(Page, {
      ...request.query,
      ...request.params,
    })
    const small = size === 'small'
    door.show(response, await organisations.evidencePage(actor, organisationId, evidenceId, page, small))
  })
  return router
}

import type { Organisation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useActing, useMe } from '../../platform/session.tsx'
import { Button, ConfirmDialog } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { useOrganisationBlocking } from './useOrganisationBlocking.ts'

/** On another association's profile, for whoever administers one: no more contact between the two. */
export function BlockOrganisation({ organisation }: { organisation: Organisation }) {
  const { memberships } = useMe()
  const { acting } = useActing()
  const own = acting?.role === 'admin' ? acting : memberships.find(({ role }) => role === 'admin')
  return own ? <Block key={own.organisationId} organisation={organisation} own={own} /> : null
}

interface BlockProps {
  organisation: Organisation
  own: { organisationId: string; name: string }
}

function Block({ organisation, own }: BlockProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { organisationId } = own
  const { data } = useQuery(read('moderation.organisationBlocks', { organisationId }))
  const { block, unblock, isPending } = useOrganisationBlocking(organisationId)
  if (!data) return null
  const { id, name } = organisation
  const blocked = data.organisations.some((one) => one.organisationId === id)
  if (blocked) {
    return (
      <div className={styles.actions}>
        <span className={styles.soft}>{t('moderating.organisationBlock.blocked')}</span>
        <Button look="text" busy={isPending} onClick={() => unblock({ id, name })}>
          {t('moderating.organisationBlock.lift')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <Button look="text" onClick={() => setAsking(true)}>
        {t('moderating.organisationBlock.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('moderating.organisationBlock.title', { name })}
        confirmLabel={t('moderating.organisationBlock.confirm')}
        cancelLabel={t('common.cancel')}
        busy={isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          block({ id, name })
        }}
      >
        <p>{t('moderating.organisationBlock.text', { name, own: own.name })}</p>
      </ConfirmDialog>
    </>
  )
}

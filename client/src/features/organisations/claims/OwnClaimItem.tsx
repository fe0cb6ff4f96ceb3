import type { OwnClaim } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, ConfirmDialog, Row, useToast } from '../../../ui/index.ts'
import styles from '../creating/Creating.module.css'
import { SendExtract } from '../verification/SendExtract.tsx'

/** How a claim of one's own stands, and what one can do about it. */
export function OwnClaimItem({ claim }: { claim: OwnClaim }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { organisation, state, createdAt, staffFrom, decidedAt, note } = claim
  const day = formatDate(decidedAt ?? createdAt)
  return (
    <Row
      level={2}
      title={<bdi>{organisation.name}</bdi>}
      href={`/organisationen/${organisation.slug}`}
      meta={t(`creating.own.state.${state}`, { day })}
      actions={
        state === 'admitted' && (
          <Button look="line" href={`/mein-verein?verein=${organisation.slug}`}>
            {t('creating.own.open')}
          </Button>
        )
      }
    >
      {note !== '' && (
        <p>
          {t('creating.own.note')} <bdi>{note}</bdi>
        </p>
      )}
      {state === 'declined' && <p>{t('creating.own.declinedNext')}</p>}
      {state === 'open' && (
        <div className={styles.claim}>
          <p>{t('creating.own.from', { day: formatDate(staffFrom) })}</p>
          <Open claim={claim} />
        </div>
      )}
    </Row>
  )
}

function Open({ claim: { id: claimId, extract } }: { claim: OwnClaim }) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const changed = () => queries.invalidateQueries({ queryKey: read('organisations.ownClaims', {}).queryKey })
  const withdraw = useMutation({
    mutationFn: () => call('organisations.withdrawClaim', { claimId }),
    onSuccess: () => setAsking(false),
    onSettled: changed,
  })
  return (
    <>
      <p>{extract ? t('creating.own.extract', { count: extract.pages }) : t('creating.own.extractOffer')}</p>
      <SendExtract<OwnClaim>
        path={`/me/claims/${claimId}/extract`}
        again={extract !== null}
        quiet
        onSent={() => {
          toast.show({ text: t('verification.sent'), closeLabel: t('common.close') })
          void changed()
        }}
      >
        <Button look="text" onClick={() => setAsking(true)}>
          {t('creating.own.withdraw')}
        </Button>
      </SendExtract>
      <ConfirmDialog
        opened={asking}
        title={t('creating.own.withdrawQuestion')}
        confirmLabel={t('creating.own.withdraw')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => withdraw.mutate()}
        onCancel={() => setAsking(false)}
        busy={withdraw.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('creating.own.withdrawText')}</p>
        {withdraw.error && (
          <Banner tone="problem" inset>
            {problemText(withdraw.error)}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  )
}

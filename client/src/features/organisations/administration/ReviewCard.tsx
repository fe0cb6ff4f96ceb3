import type { VerificationEntry } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { usePlaceName } from '../../../platform/reference.ts'
import { Banner, Button, Link, useToast } from '../../../ui/index.ts'
import { evidencePages } from '../verification/evidence.ts'
import styles from './Administration.module.css'
import { EvidenceViewer } from './EvidenceViewer.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

const reasons = [
  'unreadable',
  'incomplete',
  'other-organisation',
  'outdated',
  'no-evidence',
  'other',
] as const

/** What was sent in, beside what the profile says. */
export function ReviewCard({ entry }: { entry: VerificationEntry }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const placeName = usePlaceName()
  const problemText = useProblemText()
  const toast = useToast()
  const refresh = useRefresh()
  const [returning, setReturning] = useState(false)
  const { organisation, evidence, revokedBefore, vouchedBy, mayDecide } = entry
  const which = { organisationId: organisation.id, evidenceId: evidence.id }
  const accept = useMutation({
    mutationFn: () => call('organisations.acceptEvidence', which),
    onSuccess: () => {
      toast.show({
        text: t('verification.nowVerified', { name: organisation.name }),
        closeLabel: t('common.close'),
      })
      refresh()
    },
    // Somebody else was faster, or it was taken back.
    onError: (error) => (isProblem(error, 'conflict') || isProblem(error, 'not-found')) && refresh(),
  })
  return (
    <article className={styles.review} aria-label={organisation.name}>
      <EvidenceViewer evidence={evidence} address={evidencePages(organisation.id, evidence)} />
      <div className={styles.beside}>
        <h3>
          <Link href={`/organisationen/${organisation.slug}`}>
            <bdi>{organisation.name}</bdi>
          </Link>
        </h3>
        <dl className={styles.facts}>
          <dt>{t('verification.administration.place')}</dt>
          <dd>{placeName(organisation.municipality)}</dd>
          {organisation.foundedYear !== null && (
            <>
              <dt>{t('organisations.profile.founded')}</dt>
              <dd>{organisation.foundedYear}</dd>
            </>
          )}
          <dt>{t('organisations.profile.joined')}</dt>
          <dd>{t('organisations.profile.since', { day: formatDate(organisation.joinedAt) })}</dd>
          <dt>{t('verification.administration.sent')}</dt>
          <dd>{formatDate(evidence.sentAt)}</dd>
          {vouchedBy.length > 0 && (
            <>
              <dt>{t('verification.administration.vouchedBy')}</dt>
              <dd>
                {vouchedBy.map((one) => (
                  <bdi key={one.organisation.id}>{one.organisation.name}</bdi>
                ))}
              </dd>
            </>
          )}
        </dl>
        {revokedBefore && (
          <Banner tone="info" inset>
            {t('verification.administration.revokedBefore')}
          </Banner>
        )}
        <p>{t('verification.administration.question')}</p>
        {accept.error && (
          <div role="alert">
            <Banner tone="problem" inset>
              {problemText(accept.error)}
            </Banner>
          </div>
        )}
        {mayDecide ? (
          <div className={styles.acts}>
            <Button onClick={() => accept.mutate()} busy={accept.isPending} busyLabel={t('common.loading')}>
              {t('verification.administration.accept')}
            </Button>
            <Button look="line" onClick={() => setReturning(true)}>
              {t('verification.administration.return')}
            </Button>
          </div>
        ) : (
          <p className={styles.quiet}>{t('verification.administration.own')}</p>
        )}
      </div>
      {returning && (
        <ReasonDialog
          title={t('verification.administration.returnTitle', { name: organisation.name })}
          confirmLabel={t('verification.administration.return')}
          reasons={reasons}
          send={(reason, note) => call('organisations.returnEvidence', { ...which, reason, note })}
          onDone={refresh}
          onClose={() => setReturning(false)}
        />
      )}
    </article>
  )
}

function useRefresh() {
  const queries = useQueryClient()
  return () => {
    for (const name of ['organisations.listVerifications', 'organisations.list', 'organisations.get'])
      void queries.invalidateQueries({ queryKey: [name] })
  }
}

import type { Organisation, Verification } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import {
  Banner,
  Button,
  ConfirmDialog,
  Link,
  SectionHead,
  SkeletonLines,
  useToast,
} from '../../../ui/index.ts'
import { useArrival } from '../useArrival.ts'
import { evidencePages } from './evidence.ts'
import { Process } from './Process.tsx'
import { SendExtract } from './SendExtract.tsx'
import styles from './Verification.module.css'

/** Where an association's own admins see how far it is, and send what shows that it exists. */
export function OwnVerification({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  // From a limit that holds until the association is verified.
  const place = useArrival<HTMLElement>(useLocation().hash === '#own-verification')
  const { data, error, refetch } = useQuery(
    read('organisations.verification', { organisationId: organisation.id }),
  )
  return (
    <section ref={place} aria-labelledby="own-verification">
      <SectionHead id="own-verification">{t('verification.title')}</SectionHead>
      {error && !data ? (
        <LoadFailed error={error} onRetry={refetch} />
      ) : data ? (
        <Shown verification={data} slug={organisation.slug} />
      ) : (
        <SkeletonLines label={t('common.loading')} node={false} />
      )}
    </section>
  )
}

function Shown({ verification, slug }: { verification: Verification; slug: string }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const take = (next: Verification) => {
    queries.setQueryData(
      read('organisations.verification', { organisationId: next.organisationId }).queryKey,
      next,
    )
    void queries.invalidateQueries({ queryKey: ['organisations.get', { slug }] })
  }
  const { state, since, by, reason, note } = verification
  const day = since === null ? '' : formatDate(since)
  return (
    <div className={styles.own}>
      <div>
        <p className={styles.state}>{t(`verification.state.${state}`, { day })}</p>
        {by && <p className={styles.quiet}>{t(`organisations.verifiedBy.${by}`)}</p>}
        {reason && reason !== 'other' && <p>{t(`verification.reason.${reason}`)}</p>}
        {note && (
          <blockquote className={styles.note} dir="auto">
            {note}
          </blockquote>
        )}
        {state === 'revoked' && <p className={styles.quiet}>{t('verification.revokedNext')}</p>}
      </div>
      {state !== 'verified' && <Sending verification={verification} onTaken={take} />}
      {state !== 'verified' && <Vouchers verification={verification} />}
      {verification.vouchesFor.length > 0 && <Vouched verification={verification} />}
    </div>
  )
}

function Sending({
  verification,
  onTaken,
}: {
  verification: Verification
  onTaken: (next: Verification) => void
}) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const { organisationId, evidence } = verification
  const waiting = verification.state === 'submitted' && evidence !== null

  const withdraw = useMutation({
    mutationFn: (evidenceId: string) =>
      call('organisations.withdrawEvidence', { organisationId, evidenceId }),
    onSuccess: (next) => {
      setAsking(false)
      onTaken(next)
    },
  })
  return (
    <>
      {waiting && (
        <figure className={styles.sent}>
          <ul className={styles.thumbs}>
            {evidence.pages.map(({ width, height }, index) => (
              <li key={index}>
                <img
                  src={evidencePages(organisationId, evidence)(index + 1, true)}
                  width={width}
                  height={height}
                  alt={t('verification.page', { page: index + 1 })}
                />
              </li>
            ))}
          </ul>
          <figcaption className={styles.quiet}>{t('verification.onlyStaff')}</figcaption>
        </figure>
      )}
      {!waiting && (
        <>
          <div>
            <h3>{t('verification.what')}</h3>
            <p>{t('verification.whatText')}</p>
          </div>
          <Process />
        </>
      )}
      <SendExtract<Verification>
        path={`/organisations/${organisationId}/evidence`}
        again={waiting}
        onSent={(next) => {
          onTaken(next)
          toast.show({ text: t('verification.sent'), closeLabel: t('common.close') })
        }}
      >
        {waiting && (
          <Button look="text" onClick={() => setAsking(true)}>
            {t('verification.withdraw')}
          </Button>
        )}
      </SendExtract>
      <ConfirmDialog
        opened={asking}
        title={t('verification.withdrawQuestion')}
        confirmLabel={t('verification.withdraw')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => evidence && withdraw.mutate(evidence.id)}
        onCancel={() => setAsking(false)}
        busy={withdraw.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('verification.withdrawText')}</p>
        {withdraw.error && (
          <Banner tone="problem" inset>
            {problemText(withdraw.error)}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  )
}

function Vouchers({ verification: { vouchedBy } }: { verification: Verification }) {
  const { t } = useTranslation()
  return (
    <div>
      <h3>{t('verification.others')}</h3>
      <p>{t('verification.othersText')}</p>
      {vouchedBy.map(({ organisation }) => (
        <p key={organisation.id} className={styles.voucher}>
          <Link href={`/organisationen/${organisation.slug}`}>
            <bdi>{organisation.name}</bdi>
          </Link>{' '}
          {t('verification.vouchesForYou')}
        </p>
      ))}
    </div>
  )
}

function Vouched({ verification }: { verification: Verification }) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const { organisationId: actingOrganisationId, vouchesFor, vouchesLeft } = verification
  const withdraw = useMutation({
    mutationFn: (organisationId: string) =>
      call('organisations.withdrawVouching', { organisationId, actingOrganisationId }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations.verification'] }),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <div>
      <h3>{t('verification.vouched')}</h3>
      <ul className={styles.vouched}>
        {vouchesFor.map(({ organisation, revocable }) => (
          <li key={organisation.id}>
            <Link href={`/organisationen/${organisation.slug}`}>
              <bdi>{organisation.name}</bdi>
            </Link>
            {revocable && (
              <Button look="text" onClick={() => withdraw.mutate(organisation.id)}>
                {t('verification.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('verification.left', { count: vouchesLeft })}</p>
    </div>
  )
}

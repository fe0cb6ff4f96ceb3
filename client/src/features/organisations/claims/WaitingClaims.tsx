import type { ClaimForStaff, Evidence } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Row, Rows, SectionHead, SkeletonLines, useToast } from '../../../ui/index.ts'
import { EvidenceViewer } from '../administration/EvidenceViewer.tsx'
import styles from '../creating/Creating.module.css'
import { extractPages } from '../verification/evidence.ts'

/** Who asks to be let in where nobody answers, for the staff. */
export function WaitingClaims() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.staffClaims', {}))
  return (
    <section aria-labelledby="staff-claims">
      <SectionHead id="staff-claims">{t('creating.staff.claims')}</SectionHead>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} />}
      {data?.claims.length === 0 && <p>{t('creating.staff.none')}</p>}
      {data && data.claims.length > 0 && (
        <Rows>
          {data.claims.map((claim) => (
            <WaitingClaim key={claim.id} claim={claim} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function WaitingClaim({ claim }: { claim: ClaimForStaff }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const toast = useToast()
  const settling = useMutation({
    mutationFn: (admit: boolean) => call('organisations.settleClaim', { claimId: claim.id, admit }),
    onSuccess: (_, admit) => {
      toast.show({
        text: t(admit ? 'creating.claims.admitted' : 'creating.claims.declined', { name: claim.name }),
        closeLabel: t('common.close'),
      })
      void queries.invalidateQueries({ queryKey: ['organisations.staffClaims'] })
    },
  })
  return (
    <Row
      level={3}
      title={t('creating.staff.for', { name: claim.name, organisation: claim.organisation.name })}
      href={`/organisationen/${claim.organisation.slug}`}
      meta={t('creating.claims.since', { day: formatDate(claim.createdAt) })}
      actions={
        claim.mayDecide && (
          <>
            <Button look="line" busy={settling.isPending} onClick={() => settling.mutate(true)}>
              {t(claim.mayBecome === 'admin' ? 'creating.staff.admitAdmin' : 'creating.claims.admit')}
            </Button>
            <Button look="line" busy={settling.isPending} onClick={() => settling.mutate(false)}>
              {t('creating.claims.decline')}
            </Button>
          </>
        )
      }
    >
      <p>{t(`creating.staff.reason.${claim.reason}`)}</p>
      {claim.note !== '' && (
        <blockquote className={styles.note} dir="auto">
          {claim.note}
        </blockquote>
      )}
      {claim.evidence && <Extract claimId={claim.id} evidence={claim.evidence} />}
      {!claim.mayDecide && <p>{t('verification.administration.own')}</p>}
      {settling.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(settling.error)}
          </Banner>
        </div>
      )}
    </Row>
  )
}

/** What the register says, next to who asks; opened only when somebody looks. */
function Extract({ claimId, evidence }: { claimId: string; evidence: Evidence }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.extract}>
      <div>
        <Button look="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'creating.staff.hideExtract' : 'creating.staff.showExtract')}
        </Button>
      </div>
      {open && (
        <>
          <p>{t('creating.staff.extractQuestion')}</p>
          <EvidenceViewer evidence={evidence} address={extractPages(claimId, evidence)} />
        </>
      )}
    </div>
  )
}

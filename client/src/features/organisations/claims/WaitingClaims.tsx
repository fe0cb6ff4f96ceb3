import type { ClaimForStaff } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Row, Rows, SectionHead, SkeletonLines, useToast } from '../../../ui/index.ts'

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
      meta={t(`creating.staff.reason.${claim.reason}`)}
      actions={
        <>
          <Button look="line" busy={settling.isPending} onClick={() => settling.mutate(true)}>
            {t('creating.claims.admit')}
          </Button>
          <Button look="line" busy={settling.isPending} onClick={() => settling.mutate(false)}>
            {t('creating.claims.decline')}
          </Button>
        </>
      }
    >
      {claim.note !== '' && <p dir="auto">{claim.note}</p>}
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

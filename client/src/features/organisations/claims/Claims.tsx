import type { ClaimForDecision } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Row, Rows, SectionHead, useToast } from '../../../ui/index.ts'

/** Who says that they belong to the association, for whoever runs it; silent where nobody asks. */
export function Claims({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(read('organisations.listClaims', { organisationId }))
  if (!data || data.claims.length === 0) return null
  return (
    <section aria-labelledby="claims">
      <SectionHead id="claims">{t('creating.claims.title')}</SectionHead>
      <p>{t('creating.claims.text')}</p>
      <Rows>
        {data.claims.map((claim) => (
          <Claim key={claim.id} claim={claim} />
        ))}
      </Rows>
    </section>
  )
}

function Claim({ claim }: { claim: ClaimForDecision }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const deciding = useMutation({
    mutationFn: (admit: boolean) => call('organisations.decideClaim', { claimId: claim.id, admit }),
    onSuccess: (_, admit) => {
      toast.show({
        text: t(admit ? 'creating.claims.admitted' : 'creating.claims.declined', { name: claim.name }),
        closeLabel: t('common.close'),
      })
      void queries.invalidateQueries({ queryKey: ['organisations.listClaims'] })
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
    },
  })
  return (
    <Row
      level={3}
      title={<bdi>{claim.name}</bdi>}
      meta={t('creating.claims.since', { day: formatDate(claim.createdAt) })}
      actions={
        <>
          <Button busy={deciding.isPending} onClick={() => deciding.mutate(true)}>
            {t('creating.claims.admit')}
          </Button>
          <Button look="line" busy={deciding.isPending} onClick={() => deciding.mutate(false)}>
            {t('creating.claims.decline')}
          </Button>
        </>
      }
    >
      {claim.note !== '' && <p dir="auto">{claim.note}</p>}
      <p>{t('creating.claims.from', { day: formatDate(claim.staffFrom) })}</p>
      {deciding.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(deciding.error)}
          </Banner>
        </div>
      )}
    </Row>
  )
}

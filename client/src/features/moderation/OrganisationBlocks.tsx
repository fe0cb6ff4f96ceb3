import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, Row, Rows, SectionHead } from '../../ui/index.ts'
import { useOrganisationBlocking } from './useOrganisationBlocking.ts'

/** Associations that one's own has no contact with, for its admins; without any there is nothing to say. */
export function OrganisationBlocks({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { memberships } = useMe()
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  const { data } = useQuery({
    ...read('moderation.organisationBlocks', { organisationId }),
    enabled: isAdmin,
  })
  const { unblock } = useOrganisationBlocking(organisationId)
  if (!data || data.organisations.length === 0) return null
  return (
    <section aria-labelledby="own-blocks">
      <SectionHead id="own-blocks">{t('moderating.organisationBlock.list')}</SectionHead>
      <Rows>
        {data.organisations.map(({ organisationId: id, name }) => (
          <Row
            key={id}
            title={<bdi>{name}</bdi>}
            trailing={
              <Button
                look="text"
                aria-label={t('moderating.organisationBlock.liftNamed', { name })}
                onClick={() => unblock({ id, name })}
              >
                {t('moderating.organisationBlock.lift')}
              </Button>
            }
          />
        ))}
      </Rows>
    </section>
  )
}

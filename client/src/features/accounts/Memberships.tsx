import type { OwnMembership } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Button, EmptyState, Node, Row, Rows, SectionHead } from '../../ui/index.ts'

/** The associations one belongs to; on phones the way to "Mein Verein". */
export function Memberships({ memberships }: { memberships: readonly OwnMembership[] }) {
  const { t } = useTranslation()
  const create = (
    <Button look="line" href="/mein-verein/neu">
      {t('accounts.me.createOrganisation')}
    </Button>
  )
  return (
    <section aria-labelledby="me-organisations">
      <SectionHead id="me-organisations">{t('accounts.me.organisations')}</SectionHead>
      {memberships.length === 0 ? (
        <EmptyState drawing="members" title={t('accounts.me.noOrganisation')} level={3} action={create}>
          {t('accounts.me.noOrganisationText')}
        </EmptyState>
      ) : (
        <Rows>
          {memberships.map(({ organisationId, name, slug, role, mayWriteFor }) => (
            <Row
              key={organisationId}
              leading={<Node tone="own">{initials(name)}</Node>}
              title={<bdi>{name}</bdi>}
              leads
              href={`/mein-verein?verein=${slug}`}
              level={3}
              meta={[
                t(role === 'admin' ? 'me.roleAdmin' : 'me.roleMember'),
                t(mayWriteFor ? 'me.mayWrite' : 'me.mayNotWrite'),
              ].join(' · ')}
            />
          ))}
        </Rows>
      )}
    </section>
  )
}

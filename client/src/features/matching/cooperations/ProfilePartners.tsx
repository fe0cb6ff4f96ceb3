import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { initials } from '../../../platform/initials.ts'
import { Unverified } from '../../../platform/Unverified.tsx'
import { Node, Row, Rows, SectionHead } from '../../../ui/index.ts'

/** With whom an association works, where both want that to be read. */
export function ProfilePartners({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(read('matching.partners', { organisationId }))
  if (!data || data.partners.length === 0) return null
  return (
    <section aria-labelledby="profile-partners">
      <SectionHead id="profile-partners">{t('cooperations.profile')}</SectionHead>
      <Rows>
        {data.partners.map((partner) => (
          <Row
            key={partner.slug}
            leading={<Node>{initials(partner.name)}</Node>}
            level={3}
            title={<bdi>{partner.name}</bdi>}
            href={`/organisationen/${partner.slug}`}
            meta={<Unverified of={partner} />}
          />
        ))}
      </Rows>
    </section>
  )
}

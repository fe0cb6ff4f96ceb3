import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { initials } from '../../../platform/initials.ts'
import { Link, Node, Row, Rows, SectionHead } from '../../../ui/index.ts'
import { useFunctionName } from './useFunctionName.ts'

/** People of an association who want this reader to know of them; silent where there are none. */
export function ProfilePeople({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const functionName = useFunctionName()
  const { data } = useQuery(read('organisations.listPeople', { organisationId }))
  if (!data || data.people.length === 0) return null
  return (
    <section aria-labelledby="profile-people">
      <SectionHead id="profile-people">{t('people.profile.title')}</SectionHead>
      <Rows>
        {data.people.map(({ name, functions, contacts }, index) => (
          <Row
            key={index}
            leading={<Node>{initials(name)}</Node>}
            title={<bdi>{name}</bdi>}
            meta={functions.map(functionName).join(' · ') || undefined}
          >
            {contacts.map(({ kind, value, purpose }) => (
              <p key={value + purpose}>
                <bdi dir="ltr">
                  <Link
                    href={kind === 'email' ? `mailto:${value}` : `tel:${value.replaceAll(/[^\d+]/g, '')}`}
                  >
                    {value}
                  </Link>
                </bdi>{' '}
                ({t(`people.purpose.${purpose}`)})
              </p>
            ))}
          </Row>
        ))}
      </Rows>
    </section>
  )
}

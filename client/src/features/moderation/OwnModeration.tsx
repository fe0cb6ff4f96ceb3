import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Row, Rows, SectionHead, Tag } from '../../ui/index.ts'
import { useBlocking } from './useBlocking.ts'
import { useOwnStatements } from './useOwnStatements.ts'

/** On one's own page: decisions, reports, and whom one has folded away. */
export function OwnModeration() {
  const { t } = useTranslation()
  const { fresh } = useOwnStatements()
  return (
    <>
      <section aria-labelledby="me-moderation">
        <SectionHead id="me-moderation">{t('moderating.me.title')}</SectionHead>
        <Rows>
          <Row
            title={t('moderating.me.statements')}
            leads
            href="/ich/entscheidungen"
            level={3}
            meta={t('moderating.me.statementsText')}
            trailing={fresh.length > 0 && <Tag>{t('moderating.me.new', { count: fresh.length })}</Tag>}
          />
          <Row
            title={t('moderating.me.reports')}
            leads
            href="/ich/meldungen"
            level={3}
            meta={t('moderating.me.reportsText')}
          />
          <Row
            title={t('moderation.me.how')}
            leads
            href="/moderation/zahlen"
            level={3}
            meta={t('moderating.me.howText')}
          />
        </Rows>
      </section>
      <OwnBlocks />
    </>
  )
}

function OwnBlocks() {
  const { t } = useTranslation()
  const { data } = useQuery(read('moderation.blocks', {}))
  const { unblock } = useBlocking()
  return (
    <section aria-labelledby="me-blocks">
      <SectionHead id="me-blocks">{t('moderating.block.title')}</SectionHead>
      {data?.people.length === 0 && <p>{t('moderating.block.none')}</p>}
      {data && data.people.length > 0 && (
        <Rows>
          {data.people.map((person) => (
            <Row
              key={person.userId}
              title={<bdi>{person.name}</bdi>}
              trailing={
                <Button
                  look="text"
                  aria-label={t('moderating.block.showAgainNamed', { name: person.name })}
                  onClick={() => unblock(person)}
                >
                  {t('moderating.block.showAgain')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
    </section>
  )
}

import type { Documentation, DocumentationPart } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { BarTools } from '../../../platform/SearchLink.tsx'
import { soften } from '../../../platform/soften.ts'
import { WithTerms } from '../../../platform/terms/WithTerms.tsx'
import { Banner, Button, EmptyState, later, Link, PageHeader, PhoneHeader, Tag } from '../../../ui/index.ts'
import { documentationExportHref, recordHref } from '../addresses.ts'
import { Dotted } from '../Dotted.tsx'
import { Exports } from '../Exports.tsx'
import { Participants } from '../Participants.tsx'
import { RecordDocument } from '../RecordDocument.tsx'
import shared from '../Results.module.css'
import { useResultNews } from '../useRecord.ts'
import styles from './Documentation.module.css'
import { builderHref } from './builder-href.ts'

const PressStart = later(async () => (await import('../press/PressStart.tsx')).PressStart)

/** `/ergebnisse/treffen/:documentationId`: a whole meeting, from the greeting to what comes next. */
export function DocumentationPage() {
  const { t } = useTranslation()
  const { documentationId = '' } = useParams()
  useResultNews()
  const documentation = useQuery(read('results.documentation', { documentationId }))
  return (
    <FetchedPage title={t('results.meeting.title')} fetched={documentation}>
      {(data) => <DocumentationView documentation={data} />}
    </FetchedPage>
  )
}

const anchorOf = (index: number) => `teil-${index + 1}`

function DocumentationView({ documentation }: { documentation: Documentation }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { id, title, date, place, published, parts, participants, others, mayEdit } = documentation
  return (
    <Page
      title={title}
      layout="wide"
      header={
        <PhoneHeader back={{ href: '/ergebnisse', label: t('results.back') }} tools={<BarTools />}>
          {t('results.list.meeting')}
        </PhoneHeader>
      }
    >
      <article className={shared.record}>
        <div className={shared.head}>
          <PageHeader
            eyebrow={
              <Dotted
                facts={[
                  t('results.list.meeting'),
                  formatDate(date),
                  place,
                  ...(participants.length > 0
                    ? [t('results.organisations', { count: participants.length })]
                    : []),
                ]}
              />
            }
            title={soften(title)}
            facts={!published && <Tag>{t('common.draft')}</Tag>}
            actions={
              mayEdit && (
                <>
                  <Button look="line" href={builderHref(id)}>
                    {t('results.editing')}
                  </Button>
                  {published && <PressStart source={{ kind: 'documentation', id }} />}
                </>
              )
            }
          />
        </div>
        {parts.length === 0 ? (
          <EmptyState drawing="threads" title={t('results.meeting.empty')} />
        ) : (
          <>
            <nav className={styles.contents} aria-label={t('results.meeting.contents')}>
              <h2>{t('results.meeting.contents')}</h2>
              <ol>
                {parts.map((part, index) => (
                  <li key={anchorOf(index)}>
                    <a href={`#${anchorOf(index)}`}>
                      <bdi>{part.title}</bdi>
                    </a>
                    {part.kind === 'session' && part.recordId === null && (
                      <span className={shared.soft}> {t('results.meeting.withoutRecord')}</span>
                    )}
                  </li>
                ))}
              </ol>
            </nav>
            {parts.map((part, index) => (
              <Part
                key={anchorOf(index)}
                anchor={anchorOf(index)}
                part={part}
                documentation={documentation}
              />
            ))}
          </>
        )}
        <Participants participants={participants} others={others} />
        <div className={shared.section}>
          <Exports hrefOf={(format, lang) => documentationExportHref(id, format, lang)} />
        </div>
      </article>
    </Page>
  )
}

/** Whether a heading says by itself what it stands over. */
const says = (heading: string, role: string) => heading.toLocaleLowerCase().includes(role.toLocaleLowerCase())

interface PartProps {
  anchor: string
  part: DocumentationPart
  documentation: Documentation
}

function Part({ anchor, part, documentation }: PartProps) {
  const { t } = useTranslation()
  const heading = `${anchor}-titel`
  const role = t(part.kind === 'session' ? 'results.meeting.session' : `results.meeting.role.${part.role}`)
  const record =
    part.kind === 'session' ? documentation.records.find(({ id }) => id === part.recordId) : undefined
  return (
    <section id={anchor} className={styles.part} aria-labelledby={heading}>
      {!says(part.title, role) && <p className={styles.role}>{role}</p>}
      <h2 id={heading} dir="auto">
        {soften(part.title)}
      </h2>
      {part.kind === 'text' ? (
        <div className={styles.text} dir="auto">
          {part.text
            .split(/\n{2,}/)
            .filter((paragraph) => paragraph.trim() !== '')
            .map((paragraph, index) => (
              <p key={index}>
                <WithTerms text={paragraph.trim()} />
              </p>
            ))}
        </div>
      ) : (
        <>
          {part.reason !== null && (
            <div className={styles.reason}>
              <Banner tone="info" inset>
                {t('results.meeting.reason')} <bdi>{part.reason}</bdi>
              </Banner>
              <p className={styles.printedReason}>
                {t('results.meeting.reason')} <bdi>{part.reason}</bdi>
              </p>
            </div>
          )}
          {record ? (
            <>
              <RecordDocument record={record} level={3} />
              <p className={shared.origin}>
                <Link href={recordHref(record.id)}>{t('results.meeting.toRecord')}</Link>
              </p>
            </>
          ) : (
            part.reason === null && <p className={shared.soft}>{t('results.meeting.notYet')}</p>
          )}
        </>
      )}
    </section>
  )
}

import type { GlossaryEntry, GlossaryVersion } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { TermSays } from '../../../platform/terms/TermSays.tsx'
import { Button, Row, Rows, SectionHead } from '../../../ui/index.ts'
import styles from '../Glossary.module.css'

interface EntryHistoryProps {
  entry: GlossaryEntry
  onRestore: (version: GlossaryVersion) => void
}

/** How a term was before, who changed it and when; each version can be taken again. */
export function EntryHistory({ entry: { id: termId, rev }, onRestore }: EntryHistoryProps) {
  const { t } = useTranslation()
  const { formatDate, formatTime } = useFormat()
  const { data } = useQuery(read('glossary.history', { termId }))
  if (!data || data.versions.length < 2) return null
  return (
    <section aria-labelledby="glossary-history">
      <SectionHead id="glossary-history">{t('glossary.admin.history')}</SectionHead>
      <Rows>
        {data.versions.map((version) => (
          <Row
            key={version.rev}
            level={3}
            title={
              version.at === null
                ? t('glossary.admin.delivered')
                : t('glossary.admin.by', {
                    name: version.by ?? t('glossary.admin.nobody'),
                    moment: `${formatDate(version.at)}, ${formatTime(version.at)}`,
                  })
            }
            meta={[
              ...(version.hidden ? [t('glossary.admin.hidden')] : []),
              ...(version.rev === rev ? [t('glossary.admin.now')] : []),
            ].join(' · ')}
            actions={
              version.rev !== rev && (
                <Button look="text" onClick={() => onRestore(version)}>
                  {t('glossary.admin.restore')}
                </Button>
              )
            }
          >
            <div className={styles.preview}>
              <p lang="de" dir="ltr" className={styles.name}>
                {version.words.term}
              </p>
              <TermSays term={version.words} level={4} />
            </div>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

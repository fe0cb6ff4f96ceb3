import type { GlossaryEntry } from '@augenhoehe/contracts'
import { searchTerms } from '@augenhoehe/reference-data/term-search'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { SearchAsTyped } from '../../../platform/SearchAsTyped.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { useGlossary } from '../../../platform/terms/glossary.ts'
import { useCategoryName } from '../../../platform/terms/TermSays.tsx'
import { Button, EmptyState, PageHeader, PhoneHeader, Row, Rows } from '../../../ui/index.ts'
import styles from '../Glossary.module.css'

/** `/verwaltung/glossar`: every term there is, hidden ones too. */
export function EntriesPage() {
  return (
    <StaffOnly>
      <Entries />
    </StaffOnly>
  )
}

function Entries() {
  const { t } = useTranslation()
  useGlossary()
  const fetched = useQuery(read('glossary.entries', {}))
  const [typed, setTyped] = useState('')
  return (
    <FetchedPage title={t('glossary.admin.title')} fetched={fetched}>
      {({ entries }) => {
        const found = searchTerms(entries, typed)
        return (
          <Page
            title={t('glossary.admin.title')}
            header={
              <PhoneHeader back={{ href: '/glossar', label: t('glossary.title') }}>
                {t('glossary.admin.title')}
              </PhoneHeader>
            }
          >
            <PageHeader
              title={t('glossary.admin.title')}
              lead={t('glossary.admin.lead')}
              actions={
                <>
                  <Button href="/verwaltung/glossar/neu">{t('glossary.admin.new')}</Button>
                  <Button look="line" href="/glossar">
                    {t('glossary.all')}
                  </Button>
                </>
              }
            />
            <div className={styles.tools}>
              <SearchAsTyped
                label={t('glossary.search')}
                placeholder={t('glossary.search')}
                submitLabel={t('glossary.searchSubmit')}
                value={typed}
                onChange={setTyped}
              />
            </div>
            <div className={styles.part}>
              {found.length === 0 ? (
                <EmptyState drawing="threads" title={t('glossary.none')}>
                  {t('glossary.noneText')}
                </EmptyState>
              ) : (
                <Rows>
                  {found.map((entry) => (
                    <EntryRow key={entry.id} entry={entry} />
                  ))}
                </Rows>
              )}
            </div>
          </Page>
        )
      }}
    </FetchedPage>
  )
}

function EntryRow({ entry: { id, term, category, hidden, origin } }: { entry: GlossaryEntry }) {
  const { t } = useTranslation()
  const categoryName = useCategoryName()
  return (
    <Row
      level={2}
      title={<bdi lang="de">{term}</bdi>}
      href={`/verwaltung/glossar/${id}`}
      meta={[
        categoryName(category),
        ...(origin === 'delivered' ? [] : [t(`glossary.admin.${origin}`)]),
        ...(hidden ? [t('glossary.admin.hidden')] : []),
      ].join(' · ')}
    />
  )
}

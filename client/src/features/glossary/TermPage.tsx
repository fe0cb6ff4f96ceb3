import { useParams } from 'react-router'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { useIsStaff } from '../../platform/StaffOnly.tsx'
import { useGlossary } from '../../platform/terms/glossary.ts'
import { parted } from '../../platform/terms/parted.ts'
import { TermSays } from '../../platform/terms/TermSays.tsx'
import { Button, PageHeader, PhoneHeader } from '../../ui/index.ts'
import styles from './Glossary.module.css'

/** `/glossar/:term`: one term, with an address that can be sent to others. */
export function TermPage() {
  const { t } = useTranslation()
  const { term: id = '' } = useParams()
  const isStaff = useIsStaff()
  return (
    <FetchedPage title={t('glossary.title')} fetched={useGlossary()}>
      {({ terms, amountsAsOf }) => {
        const term = terms.find((one) => one.id === id)
        if (!term) return <NotFoundPage />
        return (
          <Page
            title={term.term}
            header={
              <PhoneHeader back={{ href: '/glossar', label: t('glossary.all') }}>
                {t('glossary.title')}
              </PhoneHeader>
            }
          >
            <PageHeader
              title={
                <span lang="de" dir="ltr">
                  {parted(term.term)}
                </span>
              }
              actions={
                <>
                  <Button look="line" href="/glossar">
                    {t('glossary.all')}
                  </Button>
                  {isStaff && (
                    <Button look="line" href={`/verwaltung/glossar/${term.id}`}>
                      {t('glossary.edit')}
                    </Button>
                  )}
                </>
              }
            />
            <div className={styles.single}>
              <TermSays term={term} level={2} />
              <p className={styles.note}>{t('glossary.note', { year: amountsAsOf })}</p>
            </div>
          </Page>
        )
      }}
    </FetchedPage>
  )
}

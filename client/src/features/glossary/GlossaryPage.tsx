import type { Glossary, GlossaryTerm } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import { searchTerms } from '@augenhoehe/reference-data/term-search'
import { Trans } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { SearchAsTyped } from '../../platform/SearchAsTyped.tsx'
import { useIsStaff } from '../../platform/StaffOnly.tsx'
import { useGlossary } from '../../platform/terms/glossary.ts'
import { parted } from '../../platform/terms/parted.ts'
import { TermSays, useCategoryName } from '../../platform/terms/TermSays.tsx'
import {
  Button,
  EmptyState,
  Link,
  PageHeader,
  SectionHead,
  WordFilter,
  WordSentence,
} from '../../ui/index.ts'
import styles from './Glossary.module.css'

/** `/glossar`: every term that is explained, to be looked up, read through and printed. */
export function GlossaryPage() {
  const { t } = useTranslation()
  return (
    <FetchedPage title={t('glossary.title')} fetched={useGlossary()}>
      {(glossary) => <AllTerms glossary={glossary} />}
    </FetchedPage>
  )
}

/** The letter under which a dictionary has it: Ü stands with U. */
const letterOf = ({ term }: GlossaryTerm) => fold(term).toUpperCase().charAt(0)

function AllTerms({ glossary: { terms, amountsAsOf } }: { glossary: Glossary }) {
  const { t } = useTranslation()
  const isStaff = useIsStaff()
  const categoryName = useCategoryName()
  const [search, setSearch] = useSearchParams()
  const typed = search.get('suche') ?? ''
  const category = search.get('bereich') ?? ''
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  const found = searchTerms(
    terms.filter((term) => category === '' || term.category === category),
    typed,
  )
  const letters = [...new Set(found.map(letterOf))]
  const categories = [...new Set(terms.map((term) => term.category))]

  return (
    <Page title={t('glossary.title')}>
      <PageHeader
        title={t('glossary.title')}
        lead={t('glossary.lead')}
        actions={
          isStaff && (
            <Button look="line" href="/verwaltung/glossar">
              {t('glossary.manage')}
            </Button>
          )
        }
      />
      <div className={styles.tools}>
        <SearchAsTyped
          label={t('glossary.search')}
          placeholder={t('glossary.search')}
          submitLabel={t('glossary.searchSubmit')}
          value={typed}
          onChange={(value) => set('suche', value)}
        />
        <WordSentence>
          <Trans
            i18nKey="glossary.sentence"
            components={{
              category: (
                <WordFilter
                  label={t('glossary.filter')}
                  value={category}
                  options={[
                    { value: '', label: t('glossary.allCategories') },
                    ...categories.map((id) => ({ value: id, label: categoryName(id) })),
                  ]}
                  onChange={(value) => set('bereich', value)}
                  closeLabel={t('common.close')}
                />
              ),
            }}
          />
        </WordSentence>
        {typed === '' && letters.length > 3 && (
          <nav aria-label={t('glossary.letters')}>
            <ul className={styles.letters} lang="de" dir="ltr">
              {letters.map((letter) => (
                <li key={letter}>
                  <a href={`#buchstabe-${letter}`}>{letter}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      <div aria-live="polite">
        {found.length === 0 && (
          <EmptyState drawing="threads" title={t('glossary.none')}>
            {t('glossary.noneText')}
          </EmptyState>
        )}
      </div>
      {typed === '' ? (
        letters.map((letter) => (
          <section key={letter} className={styles.part} aria-labelledby={`buchstabe-${letter}`}>
            <SectionHead id={`buchstabe-${letter}`}>{letter}</SectionHead>
            <Terms terms={found.filter((term) => letterOf(term) === letter)} level={3} />
          </section>
        ))
      ) : (
        <div className={styles.part}>
          <Terms terms={found} level={2} />
        </div>
      )}
      <p className={styles.note}>{t('glossary.note', { year: amountsAsOf })}</p>
    </Page>
  )
}

function Terms({ terms, level }: { terms: readonly GlossaryTerm[]; level: 2 | 3 }) {
  const Heading = `h${level}` as const
  return (
    <ul className={styles.terms}>
      {terms.map((term) => (
        <li key={term.id} id={term.id} className={styles.term}>
          <Heading lang="de" className={styles.name}>
            <Link href={`/glossar/${term.id}`} quiet>
              <bdi>{parted(term.term)}</bdi>
            </Link>
          </Heading>
          <TermSays term={term} level={level === 2 ? 3 : 4} />
        </li>
      ))}
    </ul>
  )
}

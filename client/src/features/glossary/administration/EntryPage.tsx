import type { GlossaryEntry } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { ChangedMeanwhile } from '../../../platform/ChangedMeanwhile.tsx'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { parted } from '../../../platform/terms/parted.ts'
import { useCategoryName } from '../../../platform/terms/TermSays.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, PageHeader, PhoneHeader, Tag, useToast } from '../../../ui/index.ts'
import styles from '../Glossary.module.css'
import { EntryHistory } from './EntryHistory.tsx'
import { TermFields } from './TermFields.tsx'
import { typedOf, wordsOf, wrongIn, type TermTyped } from './typed.ts'
import { useTermWording } from './useTermWording.ts'

/** `/verwaltung/glossar/:term` */
export function EntryPage() {
  return (
    <StaffOnly>
      <EntryOfAddress />
    </StaffOnly>
  )
}

function EntryOfAddress() {
  const { t } = useTranslation()
  const { term: id = '' } = useParams()
  const [reading, setReading] = useState(0)
  const fetched = useQuery(read('glossary.entries', {}))
  return (
    <FetchedPage title={t('glossary.admin.title')} fetched={fetched}>
      {({ entries }) => {
        const entry = entries.find((one) => one.id === id)
        return entry ? (
          <Entry
            key={`${id}-${reading}`}
            first={entry}
            onReload={async () => {
              await fetched.refetch()
              setReading((before) => before + 1)
            }}
          />
        ) : (
          <NotFoundPage />
        )
      }}
    </FetchedPage>
  )
}

interface EntryProps {
  /** As it was when the page was opened: what others change meanwhile must not replace what is being typed. */
  first: GlossaryEntry
  onReload: () => void
}

const sayingOf = ({ term, variants, category, explanation }: GlossaryEntry) => ({
  term,
  variants,
  category,
  explanation: explanation as { de: string },
})

function Entry({ first, onReload }: EntryProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const categoryName = useCategoryName()
  const [entry, setEntry] = useState(first)
  const { id: termId, term, hidden, origin } = entry

  const take = (next: GlossaryEntry) => {
    setEntry(next)
    for (const name of ['glossary.list', 'glossary.entries', 'glossary.history'])
      void queries.invalidateQueries({ queryKey: [name] })
  }
  const failed = (error: unknown) =>
    toast.show({
      text: problemText(error instanceof Error ? error : new Error(String(error))),
      tone: 'problem',
      closeLabel: t('common.close'),
    })
  /** Puts the form back too: what stands in it is what was taken back. */
  const goBack = async (rev: number, words: Partial<ReturnType<typeof sayingOf>> & { hidden?: boolean }) => {
    try {
      take(await call('glossary.change', { termId, rev, ...words }))
      onReload()
    } catch (error) {
      failed(error)
    }
  }
  const done = (text: string, before: GlossaryEntry, after: GlossaryEntry) =>
    toast.show({
      text,
      action: {
        label: t('common.undo'),
        onAction: () => void goBack(after.rev, { ...sayingOf(before), hidden: before.hidden }),
      },
      closeLabel: t('common.close'),
    })

  const form = useForm<TermTyped, GlossaryEntry>({
    initial: typedOf(first),
    ...useTermWording(),
    wrong: wrongIn,
    send: (values) => call('glossary.change', { termId, rev: entry.rev, ...wordsOf(values) }),
    onDone: (saved) => {
      done(t('common.saved'), entry, saved)
      take(saved)
    },
  })
  const setHidden = async (next: boolean) => {
    try {
      const saved = await call('glossary.change', { termId, rev: entry.rev, hidden: next })
      done(t(next ? 'glossary.admin.hiddenDone' : 'glossary.admin.shownDone'), entry, saved)
      take(saved)
    } catch (error) {
      failed(error)
    }
  }

  return (
    <Page
      title={term}
      header={
        <PhoneHeader back={{ href: '/verwaltung/glossar', label: t('glossary.admin.title') }}>
          {t('glossary.admin.title')}
        </PhoneHeader>
      }
    >
      <PageHeader
        eyebrow={categoryName(entry.category)}
        title={
          <span lang="de" dir="ltr">
            {parted(term)}
          </span>
        }
        facts={
          (hidden || origin !== 'delivered') && (
            <>
              {origin !== 'delivered' && <Tag>{t(`glossary.admin.${origin}`)}</Tag>}
              {hidden && <Tag>{t('glossary.admin.hidden')}</Tag>}
            </>
          )
        }
        actions={
          !hidden && (
            <Button look="line" href={`/glossar/${termId}`}>
              {t('glossary.look')}
            </Button>
          )
        }
      />
      <div className={styles.sections}>
        <Form onSubmit={form.submit} aria-label={t('glossary.edit')}>
          <ChangedMeanwhile form={form} onReload={onReload} />
          <TermFields values={form.values} set={form.set} field={form.field} />
          <FormActions>
            <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
              {t('glossary.admin.save')}
            </Button>
          </FormActions>
        </Form>
        <div>
          <p className={styles.hint}>{hidden ? '' : t('glossary.admin.hideHint')}</p>
          <Button look="line" onClick={() => void setHidden(!hidden)}>
            {t(hidden ? 'glossary.admin.show' : 'glossary.admin.hide')}
          </Button>
        </div>
        <EntryHistory
          entry={entry}
          onRestore={async ({ words, hidden: was }) => {
            try {
              const saved = await call('glossary.change', {
                termId,
                rev: entry.rev,
                ...words,
                explanation: words.explanation as { de: string },
                hidden: was,
              })
              done(t('glossary.admin.restored'), entry, saved)
              take(saved)
              onReload()
            } catch (error) {
              failed(error)
            }
          }}
        />
      </div>
    </Page>
  )
}

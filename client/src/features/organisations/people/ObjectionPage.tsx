import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { Notice } from '../../../platform/Notice.tsx'
import { Button, PageHeader, TextAreaField } from '../../../ui/index.ts'
import styles from './People.module.css'

/** Where the link of a mail leads: one button stops that somebody else gets to run the association. */
export function ObjectionPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const restoration = useQuery(read('organisations.showObjection', { token }))
  return (
    <FetchedPage
      title={t('people.objection.page')}
      fetched={restoration}
      nowhere={
        <Page title={t('people.objection.page')}>
          <Notice
            drawing="notFound"
            title={t('people.objection.unknown')}
            text={t('people.objection.unknownText')}
          >
            <Button href="/">{t('common.toStart')}</Button>
          </Notice>
        </Page>
      }
    >
      {(data) => <Objection token={token} restoration={data} onObjected={restoration.refetch} />}
    </FetchedPage>
  )
}

interface ObjectionProps {
  token: string
  restoration: Reply<AllOperations['organisations.showObjection']>
  onObjected: () => Promise<unknown>
}

function Objection({ token, restoration, onObjected }: ObjectionProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const [words, setWords] = useState('')
  const object = useMutation({
    mutationFn: () => call('organisations.objectToRestoration', { token, words }),
    onSuccess: onObjected,
  })
  const title = t('people.objection.page')
  const { organisation, state, effectiveAt } = restoration
  if (state !== 'proposed' && state !== 'confirmed')
    return (
      <Page title={title}>
        <Notice
          title={t(state === 'objected' ? 'people.objection.stopped' : 'people.objection.over')}
          text={t(
            state === 'objected'
              ? 'people.objection.stoppedText'
              : state === 'effective'
                ? 'people.objection.tooLate'
                : 'people.objection.overText',
            { organisation },
          )}
        >
          <Button href="/">{t('common.toStart')}</Button>
        </Notice>
      </Page>
    )
  return (
    <Page title={title}>
      <PageHeader
        title={t('people.objection.title', { organisation })}
        lead={
          effectiveAt
            ? t('people.objection.leadUntil', { organisation, day: formatDate(effectiveAt) })
            : t('people.objection.lead', { organisation })
        }
      />
      <div className={styles.sections}>
        <FormProblem form={{ attempt: 0, errors: [], problem: object.error }} />
        <TextAreaField
          label={t('people.objection.words')}
          hint={t('people.objection.wordsHint')}
          value={words}
          maxLength={500}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div>
          <Button big busy={object.isPending} busyLabel={t('common.loading')} onClick={() => object.mutate()}>
            {t('people.objection.do')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

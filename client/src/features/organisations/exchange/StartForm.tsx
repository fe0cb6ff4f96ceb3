import type { ImportRun, WritableColumn } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, MultiSelectField, RadioField, SectionHead } from '../../../ui/index.ts'
import styles from './Exchange.module.css'

const ways = ['skip', 'fill', 'overwrite'] as const
const writable: readonly WritableColumn[] = [
  ...(['name', 'municipality', 'fields', 'languages', 'selfTerm', 'selfDescription'] as const),
  ...(['activities', 'targetGroups', 'meetingPlace', 'website', 'contactEmail', 'contactPhone'] as const),
  ...(['foundedYear', 'kind', 'legalForm', 'memberBand', 'staffBand', 'visibility'] as const),
]

/** What to do with what is there already, and then the start. */
export function StartForm({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [way, setWay] = useState<(typeof ways)[number]>('skip')
  const [overwrite, setOverwrite] = useState<WritableColumn[]>([])
  const start = useMutation({
    mutationFn: () =>
      call('organisations.startImport', {
        importId: run.id,
        duplicates: way,
        overwrite: way === 'overwrite' ? overwrite : [],
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations.getImport'] }),
  })
  const discard = useMutation({
    mutationFn: () => call('organisations.discardImport', { importId: run.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['organisations.listImports'] })
      await navigate('/verwaltung/organisationen/einfuhr')
    },
  })
  const failure = start.error ?? discard.error
  const { new: fresh = 0, duplicate = 0, changed = 0, faulty = 0, choice = 0 } = run.kinds
  const met = duplicate + changed
  const left = faulty + choice
  return (
    <section aria-labelledby="start">
      <SectionHead id="start">{t('tables.start.title')}</SectionHead>
      <p className={styles.words}>
        {t('tables.start.new', { count: fresh })}
        {left > 0 && ` ${t('tables.start.left', { count: left })}`}
      </p>
      {failure && (
        <Banner tone="problem" inset>
          {problemText(failure)}
        </Banner>
      )}
      {met > 0 && (
        <div className={styles.fields}>
          <RadioField
            label={t('tables.start.duplicates', { count: met })}
            hint={t('tables.start.kept')}
            value={way}
            options={ways.map((value) => ({ value, label: t(`tables.decisions.${value}`) }))}
            onChange={(value) => setWay(ways.find((one) => one === value) ?? 'skip')}
          />
          {way === 'overwrite' && (
            <MultiSelectField
              label={t('tables.start.overwrite')}
              value={overwrite}
              data={writable.map((value) => ({ value, label: t(`tables.columns.${value}`) }))}
              onChange={(some) => setOverwrite(some as WritableColumn[])}
            />
          )}
        </div>
      )}
      <div className={styles.actions}>
        <Button busy={start.isPending} busyLabel={t('common.loading')} onClick={() => start.mutate()}>
          {t('tables.start.button')}
        </Button>
        <Button look="text" busy={discard.isPending} onClick={() => discard.mutate()}>
          {t('tables.start.discard')}
        </Button>
      </div>
    </section>
  )
}

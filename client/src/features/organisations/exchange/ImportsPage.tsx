import type { ImportRun } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Banner, Button, EmptyState, Row, Rows, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import { AdministrationFrame } from '../administration/AdministrationFrame.tsx'
import styles from './Exchange.module.css'
import { useFileProblem } from './file-problem.ts'
import { sendFile } from './send-file.ts'
import { TakeAlong } from './TakeAlong.tsx'

export function ImportsPage() {
  return (
    <AdministrationFrame current="imports">
      <Imports />
    </AdministrationFrame>
  )
}

function Imports() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.listImports', {}))
  return (
    <>
      <p className={styles.words}>{t('tables.lead')}</p>
      <div className={styles.sections}>
        <FileChoice />
        <section aria-labelledby="imports">
          <SectionHead id="imports">{t('tables.files')}</SectionHead>
          {error && !data && <LoadFailed title={t('tables.failed')} error={error} onRetry={refetch} />}
          {!data && !error && (
            <SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />
          )}
          {data?.imports.length === 0 && <EmptyState drawing="members" title={t('tables.none')} />}
          {data && data.imports.length > 0 && (
            <Rows>
              {data.imports.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </Rows>
          )}
        </section>
        <section aria-labelledby="take-along">
          <SectionHead id="take-along">{t('tables.export.title')}</SectionHead>
          <p className={styles.words}>{t('tables.export.lead')}</p>
          <TakeAlong />
        </section>
      </div>
    </>
  )
}

function FileChoice() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const wording = useFileProblem()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function take(file: File | undefined) {
    if (!file) return
    setBusy(true)
    setProblem(undefined)
    try {
      const run = await sendFile(file)
      await navigate(`/verwaltung/organisationen/einfuhr/${run.id}`)
    } catch (error) {
      setProblem(wording(error))
    } finally {
      setBusy(false)
      if (input.current) input.current.value = ''
    }
  }

  return (
    <section aria-labelledby="choose">
      <SectionHead id="choose">{t('tables.choose.title')}</SectionHead>
      <p className={styles.words}>{t('tables.choose.lead')}</p>
      {problem !== undefined && (
        <Banner tone="problem" inset>
          {problem}
        </Banner>
      )}
      <input
        ref={input}
        type="file"
        className={styles.file}
        accept=".csv,.json,.jsonld,text/csv,application/json,application/ld+json"
        aria-label={t('tables.choose.button')}
        tabIndex={-1}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <div className={styles.actions}>
        <Button busy={busy} busyLabel={t('tables.choose.busy')} onClick={() => input.current?.click()}>
          {t('tables.choose.button')}
        </Button>
        <a className={styles.template} href="/api/organisations/template.csv" download>
          {t('tables.choose.template')}
        </a>
      </div>
    </section>
  )
}

function RunRow({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return (
    <Row
      level={3}
      title={<bdi>{run.fileName || t('tables.unnamed')}</bdi>}
      href={`/verwaltung/organisationen/einfuhr/${run.id}`}
      meta={[
        t(`tables.state.${run.state}`),
        t('tables.rows', { count: run.rows }),
        formatDate(run.createdAt),
      ].join(' · ')}
    />
  )
}

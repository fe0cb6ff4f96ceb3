import type { ExchangeColumn, ImportDecision, ImportRow } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { MunicipalityField } from '../../../platform/MunicipalityField.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { placeWithDistrict, useMunicipalities } from '../../../platform/reference.ts'
import { Button, Link, RadioField, Row, SelectField, TextField } from '../../../ui/index.ts'
import styles from './Exchange.module.css'

interface ImportRowItemProps {
  importId: string
  row: ImportRow
  /** Whether it may still be corrected. */
  open: boolean
}

const places: readonly ExchangeColumn[] = ['place', 'municipality', 'postalCode']

/** One row: what would become or became of it, why, and what can be done about it. */
export function ImportRowItem({ importId, row, open }: ImportRowItemProps) {
  const { t } = useTranslation()
  const municipalities = useMunicipalities()
  const place = row.municipality === null ? undefined : municipalities?.municipalityByAgs(row.municipality)
  const name = row.cells.name ?? row.existing?.name ?? t('tables.unnamedRow')
  const state = row.outcome === null ? t(`tables.kind.${row.kind}`) : t(`tables.outcome.${row.outcome}`)
  return (
    <Row
      level={3}
      title={<bdi>{name}</bdi>}
      href={row.organisation ? `/organisationen/${row.organisation.slug}` : undefined}
      meta={[t('tables.line', { line: row.line }), state, place ? place.name : row.cells.place]
        .filter(Boolean)
        .join(' · ')}
    >
      <Findings row={row} />
      {open && <Correction importId={importId} row={row} />}
    </Row>
  )
}

function Findings({ row }: { row: ImportRow }) {
  const { t } = useTranslation()
  const { faults, notes, existing, ofLine, kept, differences } = row
  if (faults.length + notes.length + differences.length === 0 && !existing && ofLine === null) return null
  return (
    <ul className={styles.list}>
      {faults.map(({ column, reason, given }) => (
        <li key={`${column}-${reason}-${given}`}>
          {t(given === '' ? 'tables.preview.fault' : 'tables.preview.faultGiven', {
            column: t(`tables.columns.${column}`),
            reason: t(`tables.faults.${reason}`),
            given,
          })}
        </li>
      ))}
      {notes.map(({ column, reason }) => (
        <li key={`${column}-${reason}`}>{t(`tables.notes.${reason}`)}</li>
      ))}
      {ofLine !== null && <li>{t('tables.preview.ofLine', { line: ofLine })}</li>}
      {existing && row.kind !== 'unchanged' && (
        <li>
          {t('tables.preview.existing')}{' '}
          <Link href={`/organisationen/${existing.slug}`}>
            <bdi>{existing.name}</bdi>
          </Link>
        </li>
      )}
      {kept && row.kind !== 'unchanged' && <li>{t('tables.preview.kept')}</li>}
      {differences.map(({ column, before, after }) => (
        <li key={column} className={styles.difference}>
          {t(before === '' ? 'tables.preview.addition' : 'tables.preview.difference', {
            column: t(`tables.columns.${column}`),
            before,
            after,
          })}
        </li>
      ))}
    </ul>
  )
}

/** Only what is wrong can be corrected here; everything else in the file itself. */
function Correction({ importId, row }: Omit<ImportRowItemProps, 'open'>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const municipalities = useMunicipalities()
  const wrong = [...new Set(row.faults.map(({ column }) => column))]
  const isPlaceless = row.kind === 'choice' || wrong.some((column) => places.includes(column))
  const texts = wrong.filter((column) => !places.includes(column))
  const [cells, setCells] = useState<Partial<Record<ExchangeColumn, string>>>({})
  const change = useMutation({
    mutationFn: (input: { cells?: typeof cells; decision?: ImportDecision | null }) =>
      call('organisations.changeImportRow', { importId, line: row.line, ...input }),
    onSuccess: async ({ import: run }) => {
      setCells({})
      queries.setQueryData(['organisations.getImport', { importId }], run)
      await queries.invalidateQueries({ queryKey: ['organisations.importRows'] })
    },
  })
  const set = (column: ExchangeColumn, text: string) => setCells((before) => ({ ...before, [column]: text }))
  const decisions: ImportDecision[] = [
    ...(row.existing && !row.kept && row.ofLine === null ? (['fill', 'overwrite'] as const) : []),
    ...(row.mayCreate ? (['create'] as const) : []),
  ]
  const candidates = row.candidates.flatMap((ags) => municipalities?.municipalityByAgs(ags) ?? [])

  function submit(event: FormEvent) {
    event.preventDefault()
    // A chosen key says more than the words that were not clear.
    change.mutate({ cells: { ...cells, ...(cells.municipality && { place: '', postalCode: '' }) } })
  }

  return (
    <>
      {(isPlaceless || texts.length > 0) && (
        <form className={styles.fields} onSubmit={submit}>
          {isPlaceless && candidates.length > 0 && (
            <RadioField
              label={t('tables.correct.place')}
              value={cells.municipality ?? null}
              options={candidates.map((one) => ({ value: one.ags, label: placeWithDistrict(one) }))}
              onChange={(ags) => set('municipality', ags)}
            />
          )}
          {isPlaceless && candidates.length === 0 && (
            <MunicipalityField
              label={t('tables.correct.place')}
              value={cells.municipality ?? ''}
              onChange={(ags) => set('municipality', ags)}
            />
          )}
          {texts.map((column) => (
            <TextField
              key={column}
              label={t(`tables.columns.${column}`)}
              value={cells[column] ?? row.cells[column] ?? ''}
              onChange={(event) => set(column, event.currentTarget.value)}
            />
          ))}
          {change.error && <p role="alert">{problemText(change.error)}</p>}
          <div>
            <Button look="line" type="submit" busy={change.isPending} busyLabel={t('common.loading')}>
              {t('tables.correct.button')}
            </Button>
          </div>
        </form>
      )}
      {(row.kind === 'duplicate' || row.kind === 'changed') && decisions.length > 0 && (
        <div className={styles.fields}>
          <SelectField
            label={t('tables.correct.decision')}
            value={row.decision ?? 'standard'}
            data={(['standard', 'skip', ...decisions] as const).map((value) => ({
              value,
              label: t(`tables.decisions.${value}`),
            }))}
            onChange={(value) =>
              change.mutate({ decision: value === 'standard' ? null : (value as ImportDecision) })
            }
          />
        </div>
      )}
    </>
  )
}

import type { ResultRecord, Spread } from '@augenhoehe/contracts'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { localised, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { Button, CheckboxField, IconButton, later, SelectField, TextField } from '../../../ui/index.ts'
import { OriginWords } from '../OriginWords.tsx'
import { spreads } from '../reading.ts'
import { kinds, needsNote, suggestedFor, withSources, type Field, type ItemTyped } from './editing.ts'
import styles from './Editor.module.css'

const SourcesDialog = later(async () => (await import('./SourcesDialog.tsx')).SourcesDialog)

interface ItemFormProps {
  record: ResultRecord
  typed: ItemTyped
  /** What the data suggested when it was stored. */
  stored: Spread | null
  /** What is missing; only said once somebody wants to store it. */
  wrong: readonly Field[]
  onChange: (part: Partial<ItemTyped>) => void
  /** Where focus goes to when it opens. */
  focused?: boolean
  children?: ReactNode
}

const none = 'none'
const other = 'other'

/** The fields of one statement. */
export function ItemForm({
  record,
  typed,
  stored,
  wrong,
  onChange,
  focused = false,
  children,
}: ItemFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [choosing, setChoosing] = useState(false)
  const [elsewhere, setElsewhere] = useState(typed.ownerId === null && typed.ownerWords !== '')
  const words = useRef<HTMLTextAreaElement>(null)
  // Somebody has just asked for this field.
  const focusing = useRef(focused)
  useEffect(() => {
    if (focusing.current) words.current?.focus()
  }, [])
  const suggested = suggestedFor(typed, stored)
  const isOpen = typed.kind === 'open-question'
  const error = (field: Field) => (wrong.includes(field) ? t(`results.edit.missing.${field}`) : undefined)
  const associations = record.participants.flatMap(({ organisationId, name }) =>
    organisationId === null ? [] : [{ value: organisationId, label: name }],
  )

  return (
    <div className={styles.fields}>
      <ClearField
        label={t(isOpen ? 'results.edit.question' : 'results.edit.text')}
        value={typed.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        error={error('text')}
        maxLength={1000}
        minRows={2}
        dir="auto"
        ref={words}
      />
      <div className={styles.beside}>
        <SelectField
          label={t('results.edit.kind')}
          data={kinds.map((kind) => ({ value: kind, label: t(`results.kind.${kind}`) }))}
          value={typed.kind}
          onChange={(value) => onChange({ kind: kinds.find((kind) => kind === value) ?? 'finding' })}
        />
        {!isOpen && (
          <SelectField
            label={t('results.edit.spread')}
            hint={
              suggested
                ? t('results.edit.suggested', { spread: t(`results.spread.${suggested}`) })
                : undefined
            }
            data={[
              { value: none, label: t('results.spread.none') },
              ...spreads.map((spread) => ({ value: spread, label: t(`results.spread.${spread}`) })),
            ]}
            value={typed.spread ?? none}
            onChange={(value) => onChange({ spread: spreads.find((spread) => spread === value) ?? null })}
          />
        )}
      </div>
      {!isOpen &&
        (needsNote(typed, suggested) || typed.spreadNote !== '' || wrong.includes('spreadNote')) && (
          <TextField
            label={t('results.edit.note')}
            hint={t('results.edit.noteHint')}
            value={typed.spreadNote}
            onChange={(event) => onChange({ spreadNote: event.currentTarget.value })}
            error={error('spreadNote')}
            maxLength={300}
            dir="auto"
          />
        )}
      {isOpen && (
        <div className={styles.beside}>
          <SelectField
            label={t('results.edit.owner')}
            data={[
              { value: none, label: t('results.edit.nobody') },
              ...associations,
              { value: other, label: t('results.edit.somebodyElse') },
            ]}
            value={typed.ownerId ?? (elsewhere ? other : none)}
            onChange={(value) => {
              const association = associations.find((one) => one.value === value)
              setElsewhere(value === other)
              onChange({ ownerId: association?.value ?? null, ownerWords: association?.label ?? '' })
            }}
          />
          {elsewhere && (
            <TextField
              label={t('results.edit.ownerWords')}
              value={typed.ownerWords}
              onChange={(event) => onChange({ ownerId: null, ownerWords: event.currentTarget.value })}
              maxLength={120}
              dir="auto"
            />
          )}
          <TextField
            type="date"
            label={t('results.edit.due')}
            value={typed.due}
            onChange={(event) => onChange({ due: event.currentTarget.value })}
          />
        </div>
      )}
      <fieldset className={styles.sources}>
        <legend className={styles.label}>{t('results.edit.sources')}</legend>
        {typed.sources.length > 0 && (
          <ul className={styles.chosen}>
            {typed.sources.map((source) => (
              <li key={source.contributionId}>
                <span>
                  <b>
                    <bdi>{source.by ?? t('results.source.removed')}</bdi>
                  </b>
                  <span dir="auto">{source.excerpt}</span>
                </span>
                <IconButton
                  label={t('results.edit.removeSource', {
                    name: source.by ?? t('results.source.removed'),
                  })}
                  icon={<IconX aria-hidden="true" />}
                  onClick={() =>
                    onChange(
                      withSources(
                        typed,
                        typed.sources.filter((one) => one.contributionId !== source.contributionId),
                        stored,
                      ),
                    )
                  }
                />
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button look="line" onClick={() => setChoosing(true)}>
            {t('results.edit.chooseSources')}
          </Button>
        </div>
        {typed.origin && (
          <p className={styles.state}>
            <OriginWords origin={typed.origin} />
          </p>
        )}
        {typed.sources.length === 0 && !typed.origin && (
          <CheckboxField
            label={t('results.supplement')}
            hint={t('results.edit.supplementHint')}
            checked={typed.supplement}
            onChange={(event) => onChange({ supplement: event.currentTarget.checked })}
            error={error('supplement')}
          />
        )}
      </fieldset>
      <SelectField
        label={t('results.edit.under')}
        data={[
          ...record.questions.map((question) => ({
            value: question.id,
            label: localised(question.text, locale),
          })),
          { value: none, label: t('results.apart') },
        ]}
        value={typed.questionId ?? none}
        onChange={(value) => onChange({ questionId: value === none ? null : value })}
      />
      {children}
      {choosing && (
        <SourcesDialog
          record={record}
          chosen={typed.sources}
          onClose={() => setChoosing(false)}
          onChoose={(sources) => {
            setChoosing(false)
            onChange(withSources(typed, sources, stored))
          }}
        />
      )}
    </div>
  )
}

import type { CreatingStep, Organisation } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { problemFields, useProblemText } from '../../../platform/problem.ts'
import { useFieldName, useLanguageName, usePlaceName } from '../../../platform/reference.ts'
import { Banner, Button, FormActions } from '../../../ui/index.ts'
import type { ProfileEntries } from '../draft.ts'
import styles from './Creating.module.css'

interface LookProps {
  entries: ProfileEntries
  /** The step that still lacks something. */
  open: CreatingStep
  onBack: () => void
  onMissing: (step: CreatingStep) => void
  onPublished: (organisation: Organisation) => void
}

/** All of it once more, before everybody can find it. */
export function Look({ entries, open, onBack, onMissing, onPublished }: LookProps) {
  const { t } = useTranslation()
  const { formatEnumeration } = useFormat()
  const [placeName, fieldName, languageName] = [usePlaceName(), useFieldName(), useLanguageName()]
  const problemText = useProblemText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const publishing = useMutation({
    mutationFn: () => call('organisations.publishDraft', {}),
    onSuccess: onPublished,
  })
  const known = publishing.error && 'name' in problemFields(publishing.error)
  const rows: readonly (readonly [string, string])[] = [
    [t('organisations.fields.name'), entries.name],
    [t('organisations.fields.municipality'), placeName(entries.municipality)],
    [t('organisations.fields.fields'), formatEnumeration(entries.fields.map(fieldName).filter(Boolean))],
    [
      t('organisations.fields.languages'),
      formatEnumeration(entries.languages.map(languageName).filter(Boolean)),
    ],
    [t('creating.selfTerm'), entries.selfTerm],
    [t('organisations.fields.selfDescription'), entries.selfDescription],
    [t('creating.targetGroups'), entries.targetGroups],
    [t('creating.meetingPlace'), entries.meetingPlace],
    [
      t('creating.activities.title'),
      formatEnumeration(entries.activities.map(({ title }) => title).filter(Boolean)),
    ],
    [t('organisations.fields.contactEmail'), entries.contactEmail],
    [t('creating.contact.phone'), entries.contactPhone],
    [t('organisations.fields.website'), entries.website],
    [t('organisations.fields.foundedYear'), entries.foundedYear],
  ]
  return (
    <>
      <div>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {t('creating.step.look')}
        </h2>
        <p className={styles.lead}>{t('creating.lead.look')}</p>
      </div>
      {publishing.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {known ? t('creating.known') : problemText(publishing.error)}
          </Banner>
        </div>
      )}
      <dl className={styles.facts}>
        {rows.flatMap(([name, value]) =>
          value.trim() === ''
            ? []
            : [
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                </div>,
              ],
        )}
      </dl>
      <FormActions>
        {open === 'look' ? (
          <Button
            big
            busy={publishing.isPending}
            busyLabel={t('creating.saving')}
            onClick={() => publishing.mutate()}
          >
            {t('membership.create.submit')}
          </Button>
        ) : (
          <Button big onClick={() => onMissing(open)}>
            {t('creating.complete', { step: t(`creating.step.${open}`) })}
          </Button>
        )}
        <Button look="text" onClick={onBack}>
          {t('creating.back')}
        </Button>
      </FormActions>
    </>
  )
}

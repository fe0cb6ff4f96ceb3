import { useQuery } from '@tanstack/react-query'
import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { SelectField, TextField } from '../../../ui/index.ts'
import { roles, type PartTyped } from './building.ts'
import styles from './Documentation.module.css'

const noSession = 'none'

interface PartFormProps {
  part: PartTyped
  wrong: boolean
  onChange: (part: PartTyped) => void
}

/** What one types in a part of a meeting: words, or a session with its record. */
export function PartForm({ part, wrong, onChange }: PartFormProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { data } = useQuery({ ...read('live.sessions', { limit: 100 }), enabled: part.kind === 'session' })
  const sessions = data?.sessions ?? []
  const isMissing = (text: string) => wrong && text.trim() === ''
  const heading = (
    <TextField
      label={t('results.builder.heading')}
      value={part.title}
      onChange={(event) => onChange({ ...part, title: event.currentTarget.value })}
      error={isMissing(part.title) ? t('results.builder.headingMissing') : undefined}
      maxLength={200}
      dir="auto"
    />
  )
  return (
    <div className={styles.fields}>
      {part.kind === 'text' ? (
        <>
          <SelectField
            label={t('results.edit.kind')}
            data={roles.map((role) => ({ value: role, label: t(`results.meeting.role.${role}`) }))}
            value={part.role}
            onChange={(value) => onChange({ ...part, role: roles.find((role) => role === value) ?? 'other' })}
          />
          {heading}
          <ClearField
            label={t('results.builder.words')}
            hint={t('results.builder.wordsHint')}
            value={part.text}
            onChange={(event) => onChange({ ...part, text: event.currentTarget.value })}
            error={isMissing(part.text) ? t('results.builder.wordsMissing') : undefined}
            maxLength={20_000}
            minRows={4}
            maxRows={24}
            dir="auto"
          />
        </>
      ) : (
        <>
          <SelectField
            label={t('results.builder.session')}
            hint={t('results.builder.sessionHint')}
            data={[
              { value: noSession, label: t('results.builder.noSession') },
              ...sessions.map((one) => ({
                value: one.id,
                label: t('results.builder.sessionOn', {
                  title: one.title,
                  day: formatDate(one.startsAt),
                }),
              })),
              // One that has gone from the list keeps its place.
              ...(part.sessionId !== null && !sessions.some(({ id: known }) => known === part.sessionId)
                ? [{ value: part.sessionId, label: part.title }]
                : []),
            ]}
            value={part.sessionId ?? noSession}
            onChange={(value) => {
              const chosen = sessions.find((one) => one.id === value)
              onChange({
                ...part,
                sessionId: chosen?.id ?? null,
                title: part.title.trim() === '' ? (chosen?.title ?? '') : part.title,
                reason: part.reason === '' ? (chosen?.reason ?? '') : part.reason,
              })
            }}
          />
          {heading}
          <TextField
            label={t('results.builder.reason')}
            hint={t('results.builder.reasonHint')}
            value={part.reason}
            onChange={(event) => onChange({ ...part, reason: event.currentTarget.value })}
            maxLength={500}
            dir="auto"
          />
        </>
      )}
    </div>
  )
}

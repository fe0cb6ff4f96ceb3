import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useWeekWords } from '../../platform/week.ts'
import { RadioField, SelectField, SwitchField } from '../../ui/index.ts'
import type { ChoiceProps } from './SettingsPage.tsx'
import styles from './Settings.module.css'

const rhythms = ['daily', 'weekly', 'off'] as const

/** When the overview comes, and what it says of that in one sentence. */
export function DigestRhythm({ held: { digest, suggestions }, change }: ChoiceProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const { long } = useWeekWords()
  const timeOf = (hour: number) => formatTime(new Date(2024, 0, 1, hour))
  return (
    <>
      <RadioField
        label={t('notifications.digest.label')}
        options={rhythms.map((every) => ({ value: every, label: t(`notifications.digest.every.${every}`) }))}
        value={digest.every}
        onChange={(every) => change({ digest: { every: every as (typeof rhythms)[number] } })}
      />
      {digest.every !== 'off' && (
        <div className={styles.beside}>
          {digest.every === 'weekly' && (
            <SelectField
              label={t('notifications.digest.weekday')}
              data={long.map((day, index) => ({ value: String(index + 1), label: day }))}
              value={String(digest.weekday)}
              onChange={(value) => value !== null && change({ digest: { weekday: Number(value) } })}
            />
          )}
          <SelectField
            label={t('notifications.digest.hour')}
            data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: timeOf(hour) }))}
            value={String(digest.hour)}
            onChange={(value) => value !== null && change({ digest: { hour: Number(value) } })}
          />
        </div>
      )}
      <p className={styles.soft} aria-live="polite">
        {t(`notifications.digest.says.${digest.every}`, {
          time: timeOf(digest.hour),
          weekday: long[digest.weekday - 1],
        })}
      </p>
      {/* Without an overview they come in a mail of their own. */}
      <SwitchField
        label={t(
          digest.every === 'off'
            ? 'notifications.digest.suggestionsAlone'
            : 'notifications.digest.suggestions',
        )}
        hint={t('notifications.digest.suggestionsHint')}
        checked={suggestions}
        onChange={(event) => change({ suggestions: event.currentTarget.checked })}
      />
    </>
  )
}

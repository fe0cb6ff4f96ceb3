import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { SelectField, SwitchField } from '../../ui/index.ts'
import type { ChoiceProps } from './SettingsPage.tsx'
import styles from './Settings.module.css'

const usual = { from: '22:00', to: '07:00' }
const halfHours = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`,
)

/** From when until when nothing is sent; in the list everything stands at once. */
export function QuietHours({ held: { quiet, turnWakes }, change }: ChoiceProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const said = (time: string) => formatTime(new Date(`2024-01-01T${time}:00`))
  return (
    <>
      <SwitchField
        label={t('notifications.quiet.switch')}
        hint={t('notifications.quiet.hint')}
        checked={quiet !== null}
        onChange={(event) => change({ quiet: event.currentTarget.checked ? usual : null })}
      />
      {quiet && (
        <>
          <div className={styles.beside}>
            {(['from', 'to'] as const).map((end) => (
              <SelectField
                key={end}
                label={t(`notifications.quiet.${end}`)}
                // Another program may have chosen a minute in between.
                data={[...new Set([...halfHours, quiet[end]])]
                  .toSorted()
                  .map((time) => ({ value: time, label: said(time) }))}
                value={quiet[end]}
                onChange={(value) => value !== null && change({ quiet: { ...quiet, [end]: value } })}
              />
            ))}
          </div>
          <SwitchField
            label={t('notifications.quiet.wakes')}
            hint={t('notifications.quiet.wakesHint')}
            checked={turnWakes}
            onChange={(event) => change({ turnWakes: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}

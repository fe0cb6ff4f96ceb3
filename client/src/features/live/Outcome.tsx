import { useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import styles from './Live.module.css'
import { useLive } from './SessionContext.ts'

/** What became of a session that has ended, and where it goes on. */
export function Outcome() {
  const { t } = useTranslation()
  const { view, threadHref } = useLive()
  const { stage } = view.session
  const { state, reason, recordId, mergedInto, turnsTaken, organisations } = stage
  if (state !== 'documented' && state !== 'no-result' && state !== 'cancelled' && state !== 'merged')
    return null
  return (
    <section className={styles.outcome} aria-labelledby="live-outcome">
      <h2 id="live-outcome">{t(`live.outcome.${state}.title`)}</h2>
      <p>
        {t(`live.outcome.${state}.text`)} {reason !== null && <q dir="auto">{reason}</q>}
      </p>
      {turnsTaken > 0 && (
        <p>
          {t('live.outcome.turns', { count: turnsTaken })}{' '}
          {organisations > 0 && t('live.outcome.organisations', { count: organisations })}
        </p>
      )}
      <div className={styles.buttons}>
        {recordId !== null && <Button href={`/ergebnisse/${recordId}`}>{t('live.outcome.toRecord')}</Button>}
        {mergedInto !== null && <Button href={`?termin=${mergedInto}`}>{t('live.outcome.toOther')}</Button>}
        <Button look="line" href={threadHref}>
          {t('live.outcome.toThread')}
        </Button>
      </div>
    </section>
  )
}

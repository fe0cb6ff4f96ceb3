import { useTranslation } from '../../platform/i18n.ts'
import styles from './Live.module.css'
import { PartyStanding } from './PartyStanding.tsx'
import { useLive } from './SessionContext.ts'
import { usePartyName } from './wording.ts'

/** A turn that was handed in in writing is read while it lasts. */
export function WrittenTurn() {
  const { t } = useTranslation()
  const { view } = useLive()
  const partyName = usePartyName()
  const hand = view.session.stage.turn?.hand
  if (!hand?.written || hand.text === null) return null
  return (
    <section className={styles.written} aria-label={t('live.writtenTurn.label')}>
      <p className={styles.small}>
        {t('live.writtenTurn.from', { name: partyName(hand.party) })} <PartyStanding party={hand.party} />
      </p>
      <blockquote dir="auto">{hand.text}</blockquote>
    </section>
  )
}

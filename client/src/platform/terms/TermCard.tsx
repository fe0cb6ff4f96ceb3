import type { GlossaryTerm } from '@augenhoehe/contracts'
import { BesidePanel } from '../../ui/BesidePanel.tsx'
import { Link, Sheet } from '../../ui/index.ts'
import type { TermPlace } from '../../ui/TermWord.tsx'
import { useTranslation } from '../i18n.ts'
import styles from './Terms.module.css'
import { parted } from './parted.ts'
import { TermSays } from './TermSays.tsx'

interface TermCardProps {
  term: GlossaryTerm
  place: TermPlace
  onClose: () => void
}

/** What a term means, beside it or at the foot of the screen. */
export function TermCard({ term, place, onClose }: TermCardProps) {
  const { t } = useTranslation()
  const title = (
    <span lang="de" dir="ltr">
      {parted(term.term)}
    </span>
  )
  const says = (
    <div className={styles.card}>
      <TermSays term={term} />
      <p className={styles.note}>{t('glossary.orientation')}</p>
      <p className={styles.ways}>
        <Link href={`/glossar/${term.id}`}>{t('glossary.look')}</Link>
        <Link href="/glossar">{t('glossary.all')}</Link>
      </p>
    </div>
  )
  return place.kind === 'beside' ? (
    <BesidePanel anchor={place.anchor} title={title} closeLabel={t('common.close')} onClose={onClose}>
      {says}
    </BesidePanel>
  ) : (
    <Sheet opened onClose={onClose} title={title} closeLabel={t('common.close')}>
      {says}
    </Sheet>
  )
}

import { IconBook2 } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Button } from '../../ui/index.ts'
import styles from './Results.module.css'

/** What a record comes to in Einfache Sprache, one tap away; on paper, and for who reads in it, it stands there. */
export function EasyText({ text, level }: { text: string; level: 2 | 3 }) {
  const { t } = useTranslation()
  const id = useId()
  const isPlain = useLocale() === 'de-simple'
  const [turned, setTurned] = useState<boolean | null>(null)
  const opened = turned ?? isPlain
  const Heading = `h${level}` as const
  return (
    <section className={styles.easy} aria-label={t('results.easy.title')}>
      <Button
        look="line"
        icon={<IconBook2 aria-hidden="true" size={20} />}
        aria-expanded={opened}
        aria-controls={id}
        className={styles.easyButton}
        onClick={() => setTurned(!opened)}
      >
        {t('results.easy.title')}
      </Button>
      <div id={id} className={styles.easyText} data-opened={opened || undefined}>
        <Heading>{t('results.easy.title')}</Heading>
        <p dir="auto" className={styles.words}>
          <WithTerms text={text} />
        </p>
        <p className={styles.soft}>{t('results.easy.by')}</p>
      </div>
    </section>
  )
}

import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useId } from 'react'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import { formats, type Format } from './addresses.ts'
import styles from './Results.module.css'

/** To take along: on paper, or as a file that other programs read. */
export function Exports({ hrefOf }: { hrefOf: (format: Format, lang: string) => string }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.takeAlong}>
      <h2 id={id} className={styles.sideHead}>
        {t('results.export.title')}
      </h2>
      <div className={styles.exports}>
        <Button
          look="text"
          icon={<IconPrinter aria-hidden="true" size={20} />}
          onClick={() => window.print()}
        >
          {t('results.export.print')}
        </Button>
        {formats.map((format) => (
          // A file is not a page of ours: the browser fetches it.
          <a key={format} href={hrefOf(format, locale)} download className={styles.export}>
            <IconDownload aria-hidden="true" size={20} />
            {t(`results.export.${format}`)}
          </a>
        ))}
      </div>
    </section>
  )
}

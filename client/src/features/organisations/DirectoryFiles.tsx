import { useTranslation } from '../../platform/i18n.ts'
import type { DirectorySearch } from './directory-search.ts'
import styles from './DirectoryFiles.module.css'

/** The same list as files, with what everybody may see. */
export function DirectoryFiles({ search }: { search: DirectorySearch }) {
  const { t } = useTranslation()
  const query = new URLSearchParams({ ...search }).toString()
  const address = (format: string) => `/api/organisations/export.${format}${query && `?${query}`}`
  return (
    <p className={styles.files}>
      {t('organisations.directory.takeAlong')}{' '}
      <a href={address('csv')} download>
        {t('organisations.directory.asTable')}
      </a>{' '}
      <a href={address('json')} download>
        {t('organisations.directory.asJson')}
      </a>
    </p>
  )
}

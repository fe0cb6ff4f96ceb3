import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Banner, Link } from '../ui/index.ts'
import { read } from './api.ts'
import { languages, useLocale, useTranslation } from './i18n.ts'
import { useOffline } from './later-offline.ts'
import { useConnection } from './live.ts'
import { useRemembered } from './remembered.ts'

/** What is true of the whole page: no connection, words that are a draft, or a world of invented people. */
export function Banners() {
  const { t } = useTranslation()
  const connection = useConnection()
  const { data: platform } = useQuery({ ...read('platform.get', {}), staleTime: Infinity })
  const OfflineBars = useOffline()?.OfflineBars
  const [seen, setSeen] = useRemembered('demonstration-seen')

  const locale = useLocale()
  const [draftsHeard, setDraftsHeard] = useRemembered('drafts-heard')
  const heard = draftsHeard?.split(' ').includes(locale)

  // Also for the server, which writes these bars before the program runs.
  const closed = [seen === 'yes' && 'demonstration', ...(draftsHeard ?? '').split(' ')]
    .filter(Boolean)
    .join('.')
  useEffect(() => {
    if (closed !== '') document.cookie = `closed=${closed}; path=/; max-age=31536000; samesite=lax`
  }, [closed])

  return (
    <>
      {OfflineBars && <OfflineBars />}
      {!OfflineBars && connection === 'offline' && <Banner tone="offline">{t('common.offline')}</Banner>}
      {languages[locale].draft && !heard && (
        <Banner
          tone="info"
          onClose={() => setDraftsHeard(`${draftsHeard ?? ''} ${locale}`)}
          closeLabel={t('common.draftNote.close')}
        >
          {t('common.draftNote.text')}{' '}
          <Link href={`/rueckmeldung?art=uebersetzung&sprache=${locale}`}>{t('common.draftNote.wrong')}</Link>
        </Banner>
      )}
      {platform?.demonstration && seen !== 'yes' && (
        <Banner tone="demo" onClose={() => setSeen('yes')} closeLabel={t('common.demonstration.close')}>
          <b>{t('common.demonstration.name')}.</b> {t('common.demonstration.text')}
        </Banner>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Link } from '../../ui/index.ts'

export function Footer() {
  const { t } = useTranslation()
  const { data: platform } = useQuery({ ...read('platform.get', {}), staleTime: Infinity })
  return (
    <p>
      {platform?.demonstration ? t('start.footerDemonstration') : t('start.footer')}
      {platform && ` · ${t('start.version', { version: platform.version })}`}
      {' · '}
      <Link href="/moderation/zahlen">{t('moderation.me.how')}</Link>
    </p>
  )
}

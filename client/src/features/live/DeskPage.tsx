import { useTranslation } from '../../platform/i18n.ts'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { DeskView } from './DeskView.tsx'
import { SessionPage } from './SessionPage.tsx'

export function DeskPage() {
  const { t } = useTranslation()
  return (
    <SignInFirst>
      <SessionPage title={t('live.desk.title')} forModerators>
        <DeskView />
      </SessionPage>
    </SignInFirst>
  )
}

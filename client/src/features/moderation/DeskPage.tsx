import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { useDesk } from '../../platform/desk.ts'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { Button } from '../../ui/index.ts'
import { Desk } from './Desk.tsx'

export function DeskPage() {
  return (
    <SignInFirst>
      <OwnDesk />
    </SignInFirst>
  )
}

/** Whoever no longer moderates loses it at once, with everything on it. */
function OwnDesk() {
  const { t } = useTranslation()
  const { isOpen } = useDesk()
  if (isOpen) return <Desk />
  return (
    <Page title={t('moderation.desk.title')}>
      <Notice
        drawing="notFound"
        title={t('moderating.desk.notYours')}
        text={t('moderating.desk.notYoursText')}
      >
        <Button href="/">{t('common.toStart')}</Button>
        <Button look="line" href="/moderation/zahlen">
          {t('moderation.me.how')}
        </Button>
      </Notice>
    </Page>
  )
}

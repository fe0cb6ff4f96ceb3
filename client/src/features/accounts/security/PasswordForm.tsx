import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { reconnectLive } from '../../../platform/live.ts'
import { SectionHead, useToast } from '../../../ui/index.ts'
import { NewPasswordForm } from '../NewPasswordForm.tsx'

export function PasswordForm() {
  const { t } = useTranslation()
  const toast = useToast()
  return (
    <section aria-labelledby="security-password">
      <SectionHead id="security-password">{t('security.password.title')}</SectionHead>
      <p>{t('security.password.text')}</p>
      <NewPasswordForm
        label={t('security.password.title')}
        submitLabel={t('security.password.submit')}
        send={(newPassword) => call('accounts.changePassword', { newPassword })}
        onDone={() => {
          reconnectLive()
          toast.show({ text: t('security.password.done'), closeLabel: t('common.close') })
        }}
      />
    </section>
  )
}

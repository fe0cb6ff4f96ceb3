import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useRemembered } from '../../platform/remembered.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { SectionHead, SwitchField, useToast } from '../../ui/index.ts'
import styles from './Appearance.module.css'

/** What others see of oneself while one is here, and whether one reads what others have translated. */
export function Togetherness({ presence }: { presence: boolean }) {
  const { t } = useTranslation()
  const takeMe = useTakeMe()
  const toast = useToast()
  const problemText = useProblemText()
  const [translations, rememberTranslations] = useRemembered('translations')
  const change = useMutation({
    mutationFn: (wanted: boolean) => call('accounts.change', { presence: wanted }),
    onSuccess: takeMe,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <section aria-labelledby="me-together" className={styles.choices}>
      <SectionHead id="me-together">{t('me.together')}</SectionHead>
      <SwitchField
        label={t('me.presence')}
        hint={t('me.presenceHint')}
        checked={change.isPending ? change.variables : presence}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <SwitchField
        label={t('me.translations')}
        hint={t('me.translationsHint')}
        checked={translations !== 'off'}
        onChange={(event) => rememberTranslations(event.currentTarget.checked ? 'on' : 'off')}
      />
    </section>
  )
}

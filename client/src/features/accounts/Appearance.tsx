import type { Input, Locale } from '@augenhoehe/contracts'
import type { AllOperations } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { changeLocale, isLocale, languages, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { isColourScheme } from '../../platform/remembered.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { RadioField, SectionHead, useToast } from '../../ui/index.ts'
import styles from './Appearance.module.css'

type Change = Input<AllOperations['accounts.change']>

/** Takes effect at once and goes with the account to every device. */
export function Appearance({ colourScheme }: { colourScheme: 'auto' | 'light' | 'dark' }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const takeMe = useTakeMe()
  const toast = useToast()
  const problemText = useProblemText()
  const change = useMutation({
    mutationFn: (wanted: Change) => call('accounts.change', wanted),
    onSuccess: takeMe,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  const colours =
    change.variables?.colourScheme && change.isPending ? change.variables.colourScheme : colourScheme

  const chooseLanguage = (next: Locale) => {
    void changeLocale(next)
    change.mutate({ locale: next })
  }

  return (
    <section aria-labelledby="me-appearance" className={styles.choices}>
      <SectionHead id="me-appearance">{t('accounts.me.appearance')}</SectionHead>
      <RadioField
        label={t('common.language')}
        value={locale}
        options={Object.entries(languages).map(([value, { endonym, draft }]) => ({
          value,
          label: endonym,
          lang: value,
          ...(draft && { note: t('accounts.me.draft') }),
        }))}
        onChange={(next) => {
          if (isLocale(next)) chooseLanguage(next)
        }}
      />
      <RadioField
        label={t('accounts.me.colours')}
        value={colours}
        options={[
          { value: 'auto', label: t('accounts.me.coloursAuto') },
          { value: 'light', label: t('accounts.me.coloursLight') },
          { value: 'dark', label: t('accounts.me.coloursDark') },
        ]}
        onChange={(next) => {
          if (isColourScheme(next)) change.mutate({ colourScheme: next })
        }}
      />
    </section>
  )
}

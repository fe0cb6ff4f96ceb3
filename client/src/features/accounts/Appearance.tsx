import type { AllOperations, Input } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { HintsChoice } from '../../platform/clarity/HintsChoice.tsx'
import { changeLocale, isLocale, languages, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { isColourScheme } from '../../platform/remembered.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { TermsChoice } from '../../platform/terms/TermsChoice.tsx'
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
  // What was just chosen shows at once; the answer of the server confirms it or takes it back.
  const [wanted, setWanted] = useState<Change>({})
  const change = useMutation({
    mutationFn: (changes: Change) => call('accounts.change', changes),
    onSuccess: takeMe,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    onSettled: () => setWanted({}),
  })

  const choose = (changes: Change) => {
    setWanted((before) => ({ ...before, ...changes }))
    if (changes.locale) void changeLocale(changes.locale)
    change.mutate(changes)
  }

  return (
    <section aria-labelledby="me-appearance" className={styles.choices}>
      <SectionHead id="me-appearance">{t('me.appearance')}</SectionHead>
      <RadioField
        label={t('common.language')}
        value={wanted.locale ?? locale}
        options={Object.entries(languages).map(([value, { endonym, draft }]) => ({
          value,
          label: endonym,
          lang: value,
          ...(draft && { note: t('common.draft') }),
        }))}
        hint={t('me.draftHint')}
        beside
        onChange={(next) => {
          if (isLocale(next)) choose({ locale: next })
        }}
      />
      <RadioField
        label={t('me.colours')}
        beside
        value={wanted.colourScheme ?? colourScheme}
        options={[
          { value: 'auto', label: t('me.coloursAuto') },
          { value: 'light', label: t('me.coloursLight') },
          { value: 'dark', label: t('me.coloursDark') },
        ]}
        onChange={(next) => {
          if (isColourScheme(next)) choose({ colourScheme: next })
        }}
      />
      <TermsChoice />
      <HintsChoice />
    </section>
  )
}

import { useTranslation } from '../../../platform/i18n.ts'
import { TextField, type TextFieldProps } from '../../../ui/index.ts'

/** Six digits of whatever kind one's keyboard writes, with or without blanks. */
export const looksLikeCode = (text: string) =>
  /^\d{6}$/.test(text.replaceAll(/\s/g, '').replaceAll(/\p{Nd}/gu, '0'))

/** A code of an authenticator app; telephones offer it above the keyboard. */
export function CodeField(props: Omit<TextFieldProps, 'label' | 'hint'>) {
  const { t } = useTranslation()
  return (
    <TextField
      {...props}
      label={t('security.totp.code')}
      hint={t('security.totp.codeHint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      maxLength={20}
    />
  )
}

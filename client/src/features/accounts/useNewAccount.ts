import { looksLikeEmail, shortestPassword } from '../../platform/checks.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'

export interface NewAccount extends Record<string, unknown> {
  name: string
  email: string
  password: string
}

interface NewAccountOptions<R> {
  email?: string
  send: (account: NewAccount) => Promise<R>
  onDone: (reply: R, account: NewAccount) => void
}

/** What a new account needs, whoever makes it; kept by the page, so that coming back finds it filled in. */
export function useNewAccount<R>({ email = '', send, onDone }: NewAccountOptions<R>) {
  const { t } = useTranslation()
  return useForm<NewAccount, R>({
    initial: { name: '', email, password: '' },
    wording: {
      name: t('accounts.errors.name'),
      email: t('accounts.errors.email'),
      password: t('accounts.errors.password'),
    },
    wrong: (account) => [
      ...(account.name.trim() === '' ? (['name'] as const) : []),
      ...(looksLikeEmail(account.email) ? [] : (['email'] as const)),
      ...(account.password.length < shortestPassword ? (['password'] as const) : []),
    ],
    send,
    onDone,
  })
}

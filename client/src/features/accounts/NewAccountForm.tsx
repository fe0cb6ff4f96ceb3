import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Form, FormActions, PasswordField, TextField } from '../../ui/index.ts'
import type { useNewAccount } from './useNewAccount.ts'

interface NewAccountFormProps {
  form: ReturnType<typeof useNewAccount<unknown>>
  title: string
  submit: string
}

export function NewAccountForm({ form, title, submit }: NewAccountFormProps) {
  const { t } = useTranslation()
  return (
    <Form onSubmit={form.submit} aria-label={title}>
      <FormProblem form={form} />
      <TextField
        {...form.text('name')}
        label={t('accounts.fields.name')}
        hint={t('accounts.fields.nameHint')}
        autoComplete="name"
        dir="auto"
      />
      <TextField
        {...form.text('email')}
        label={t('accounts.fields.email')}
        type="email"
        autoComplete="email"
        inputMode="email"
        dir="ltr"
      />
      <PasswordField
        {...form.text('password')}
        label={t('accounts.fields.password')}
        hint={t('accounts.fields.passwordHint')}
        showLabel={t('accounts.fields.showPassword')}
        autoComplete="new-password"
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {submit}
        </Button>
      </FormActions>
    </Form>
  )
}

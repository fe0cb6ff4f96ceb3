import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, SectionHead, TextField, useToast } from '../../ui/index.ts'

export function NameForm({ name }: { name: string }) {
  const { t } = useTranslation()
  const takeMe = useTakeMe()
  const toast = useToast()
  const form = useForm({
    initial: { name },
    wording: { name: t('accounts.errors.name') },
    wrong: (values) => (values.name.trim() === '' ? ['name'] : []),
    send: (values) => call('accounts.change', values),
    onDone: (me) => {
      takeMe(me)
      toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
    },
  })
  return (
    <section aria-labelledby="me-name">
      <SectionHead id="me-name">{t('me.name')}</SectionHead>
      <Form onSubmit={form.submit} aria-labelledby="me-name">
        <FormProblem form={form} />
        <TextField
          {...form.text('name')}
          label={t('accounts.fields.name')}
          hint={t('accounts.fields.nameHint')}
          autoComplete="name"
          dir="auto"
        />
        <FormActions>
          <Button type="submit" look="line" busy={form.busy} busyLabel={t('common.loading')}>
            {t('me.saveName')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}

import { call } from '../../../platform/api.ts'
import { looksLikeEmail } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { isProblem } from '../../../platform/problem-error.ts'
import { useMe } from '../../../platform/session.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Banner, Button, Form, FormActions, RadioField, TextField, useToast } from '../../../ui/index.ts'

const ways = ['met', 'called', 'association'] as const
type Checked = (typeof ways)[number]
type Entries = { email: string; checked: Checked | null }

/** For platform admins: whoever lost everything begins anew. */
export function ResetPage() {
  const { user } = useMe()
  return <StaffOnly>{user?.role === 'admin' ? <Reset /> : <NotFoundPage />}</StaffOnly>
}

function Reset() {
  const { t } = useTranslation()
  const toast = useToast()
  const form = useForm<Entries, unknown>({
    initial: { email: '', checked: null },
    wording: { email: t('security.reset.emailWrong'), checked: t('security.reset.checkedMissing') },
    wrong: ({ email, checked }) => [
      ...(looksLikeEmail(email) ? [] : (['email'] as const)),
      ...(checked === null ? (['checked'] as const) : []),
    ],
    send: ({ email, checked }) => call('accounts.resetSecondFactor', { email, checked: checked! }),
    onDone: () => {
      form.set('email', '')
      form.set('checked', null)
      toast.show({ text: t('security.reset.done'), closeLabel: t('common.close') })
    },
  })
  return (
    <UnderPage
      title={t('security.reset.title')}
      lead={t('security.reset.lead')}
      up={{ href: '/ich', label: t('common.nav.account') }}
    >
      <Form onSubmit={form.submit} aria-label={t('security.reset.title')}>
        {isProblem(form.problem, 'conflict') ? (
          <div role="alert">
            <Banner tone="problem" inset>
              {t('security.reset.nothing')}
            </Banner>
          </div>
        ) : (
          <FormProblem form={form} />
        )}
        <TextField
          {...form.text('email')}
          label={t('security.reset.email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          dir="ltr"
        />
        <RadioField
          {...form.field('checked')}
          label={t('security.reset.checked')}
          value={form.values.checked}
          options={ways.map((value) => ({ value, label: t(`security.reset.by.${value}`) }))}
          onChange={(value) => form.set('checked', ways.find((one) => one === value) ?? null)}
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('security.reset.submit')}
          </Button>
        </FormActions>
      </Form>
    </UnderPage>
  )
}

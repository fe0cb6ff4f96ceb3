import { useState } from 'react'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Banner, Button, Form, FormActions, Row, TextField, useToast } from '../../../ui/index.ts'
import { knowsPasskeys, makePasskey, passkeyFailed } from '../passkeys.ts'
import styles from './Security.module.css'
import { takeFocus } from './take-focus.ts'

interface AddPasskeyRowProps {
  onAdded: (recoveryCodes: readonly string[] | null) => void
}

export function AddPasskeyRow({ onAdded }: AddPasskeyRowProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const able = knowsPasskeys()
  return (
    <Row
      level={3}
      title={t('security.passkey.title')}
      meta={
        <>
          {t('security.passkey.text')} {!able && t('security.passkey.unable')}
        </>
      }
      actions={
        able &&
        !open && (
          <Button look="line" onClick={() => setOpen(true)}>
            {t('security.passkey.add')}
          </Button>
        )
      }
    >
      {open && (
        <AddForm
          onAdded={(recoveryCodes) => {
            setOpen(false)
            onAdded(recoveryCodes)
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </Row>
  )
}

function AddForm({ onAdded, onCancel }: AddPasskeyRowProps & { onCancel: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const form = useForm({
    initial: { name: '' },
    wording: { name: t('security.passkey.nameMissing') },
    wrong: ({ name }) => (name.trim() === '' ? ['name'] : []),
    send: ({ name }) => makePasskey(name),
    onDone: ({ recoveryCodes }) => {
      toast.show({ text: t('security.passkey.added'), closeLabel: t('common.close') })
      onAdded(recoveryCodes)
    },
  })
  return (
    <div className={styles.setUp} ref={takeFocus} tabIndex={-1}>
      <Form onSubmit={form.submit} aria-label={t('security.passkey.add')}>
        {passkeyFailed(form.problem) ? (
          <div role="alert">
            <Banner tone="problem" inset>
              {t('accounts.signIn.passkeyFailed')}
            </Banner>
          </div>
        ) : (
          <FormProblem form={form} />
        )}
        <TextField
          {...form.text('name')}
          label={t('security.passkey.name')}
          hint={t('security.passkey.nameHint')}
          autoComplete="off"
          maxLength={60}
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('security.passkey.make')}
          </Button>
          <Button look="line" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </FormActions>
      </Form>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { reconnectLive } from '../../../platform/live.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Banner, Button, Dialog, PasswordField } from '../../../ui/index.ts'
import { knowsPasskeys, passkeyFailed, showPasskey } from '../passkeys.ts'
import { CodeField, looksLikeCode } from './CodeField.tsx'

type Way = 'password' | 'totp' | 'passkey'

const wish = {
  password: 'security.prove.usePassword',
  totp: 'security.prove.useTotp',
  passkey: 'security.prove.usePasskey',
} as const

/** Asks who is there before something sensitive, by what they have; what was begun goes on by itself. */
export function ProofDialog({ onSettled }: { onSettled: (proved: boolean) => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Way>()
  const { data } = useQuery({ ...read('accounts.security', {}), staleTime: 0 })
  // Nearly everybody has a password: until it is known what somebody has, it is asked for.
  const ways = (['password', 'passkey', 'totp'] as const).filter(
    (one) => (data ? data.ways.includes(one) : one === 'password') && (one !== 'passkey' || knowsPasskeys()),
  )
  const way = chosen ?? ways[0]
  const others = ways.filter((one) => one !== way)
  const form = useForm({
    initial: { password: '', totp: '' },
    wording: { password: t('security.prove.wrong'), totp: t('security.totp.wrong') },
    wrong: ({ password, totp }) => {
      if (way === 'passkey') return []
      if (way === 'totp') return looksLikeCode(totp) ? [] : ['totp']
      return password === '' ? ['password'] : []
    },
    send: async ({ password, totp }) => {
      if (way === 'passkey') return call('accounts.prove', { proof: { passkey: await showPasskey() } })
      return call('accounts.prove', { proof: way === 'totp' ? { totp } : { password } })
    },
    onDone: () => {
      // The session has another cookie now, and the old connection has ended with the old one.
      reconnectLive()
      onSettled(true)
    },
  })
  if (way === undefined)
    return (
      <Dialog
        opened
        onClose={() => onSettled(false)}
        title={t('security.prove.title')}
        closeLabel={t('common.close')}
      >
        <p>{t('security.prove.none')}</p>
      </Dialog>
    )
  return (
    <FormDialog
      form={form}
      title={t('security.prove.title')}
      text={t('security.prove.text')}
      submitLabel={t('security.prove.submit')}
      onClose={() => onSettled(false)}
      {...(way === 'passkey' &&
        passkeyFailed(form.problem) && {
          problem: (
            <div role="alert">
              <Banner tone="problem" inset>
                {t('accounts.signIn.passkeyFailed')}
              </Banner>
            </div>
          ),
        })}
    >
      {way === 'password' && (
        <PasswordField
          {...form.text('password')}
          label={t('accounts.fields.password')}
          showLabel={t('accounts.fields.showPassword')}
          autoComplete="current-password"
          data-autofocus
        />
      )}
      {way === 'totp' && <CodeField {...form.text('totp')} data-autofocus />}
      {way === 'passkey' && <p>{t('security.step.passkey')}</p>}
      {others.map((other) => (
        <p key={other}>
          <Button look="text" onClick={() => setChosen(other)}>
            {t(wish[other])}
          </Button>
        </p>
      ))}
    </FormDialog>
  )
}

import type { Me, SecondStep as Waiting } from '@augenhoehe/contracts'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Banner, Button, Form, FormActions, Link, TextField } from '../../../ui/index.ts'
import { AccountFrame } from '../AccountFrame.tsx'
import { PasskeyButton } from '../PasskeyButton.tsx'
import { showPasskey } from '../passkeys.ts'
import styles from './Security.module.css'
import { CodeField, looksLikeCode } from './CodeField.tsx'

export interface SecondStepProps {
  step: Waiting
  onDone: (me: Me) => void
  /** It took too long: the first step is to be made anew. */
  onOver: () => void
}

type Way = 'passkey' | 'totp' | 'recovery'

/** The second step of signing in, by what this account has. */
export function SecondStep({ step, onDone, onOver }: SecondStepProps) {
  const { t } = useTranslation()
  const ways = (['passkey', 'totp', 'recovery'] as const).filter((way) => step.ways.includes(way))
  const [way, setWay] = useState<Way>(ways[0] ?? 'recovery')
  const others = {
    passkey: t('security.step.usePasskey'),
    totp: t('security.step.useTotp'),
    recovery: t('security.step.useRecovery'),
  }
  return (
    <AccountFrame
      title={t('security.step.title')}
      lead={t(`security.step.${way}`)}
      others={
        <>
          {ways
            .filter((one) => one !== way)
            .map((one) => (
              <p key={one} className={styles.way}>
                <Button look="text" onClick={() => setWay(one)}>
                  {others[one]}
                </Button>
              </p>
            ))}
          <Link href="/rueckmeldung">{t('security.step.lost')}</Link>
        </>
      }
    >
      {way === 'passkey' ? (
        <PasskeyButton
          label={t('security.step.usePasskey')}
          use={async () =>
            call('accounts.completeSignIn', {
              ticket: step.ticket,
              proof: { passkey: await showPasskey(step.ticket) },
            })
          }
          onDone={onDone}
          onOver={onOver}
        />
      ) : (
        <StepForm key={way} way={way} ticket={step.ticket} onDone={onDone} onOver={onOver} />
      )}
    </AccountFrame>
  )
}

interface StepFormProps extends Pick<SecondStepProps, 'onDone' | 'onOver'> {
  way: Exclude<Way, 'passkey'>
  ticket: string
}

function StepForm({ way, ticket, onDone, onOver }: StepFormProps) {
  const { t } = useTranslation()
  const form = useForm({
    initial: { totp: '', recovery: '' },
    wording: { totp: t('security.totp.wrong'), recovery: t('security.recovery.wrong') },
    wrong: ({ totp, recovery }) => {
      if (way === 'totp') return looksLikeCode(totp) ? [] : ['totp']
      return recovery.trim() === '' ? ['recovery'] : []
    },
    send: ({ totp, recovery }) =>
      call('accounts.completeSignIn', { ticket, proof: way === 'totp' ? { totp } : { recovery } }),
    onDone,
  })
  const { id } = form.field(way)
  // Where the form of before was, nothing is left that could hold the focus.
  useEffect(() => document.getElementById(id)?.focus(), [id])
  const isOver = isProblem(form.problem, 'token.invalid')
  return (
    <Form onSubmit={form.submit} aria-label={t('security.step.title')}>
      {isOver ? (
        <div role="alert">
          <Banner tone="problem" inset>
            {t('security.step.over')}
          </Banner>
        </div>
      ) : (
        <FormProblem form={form} />
      )}
      {way === 'totp' ? (
        <CodeField {...form.text('totp')} />
      ) : (
        <TextField
          {...form.text('recovery')}
          label={t('security.recovery.code')}
          hint={t('security.recovery.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          dir="ltr"
        />
      )}
      <FormActions>
        {isOver ? (
          <Button onClick={onOver}>{t('security.step.again')}</Button>
        ) : (
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('accounts.signIn.submit')}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}

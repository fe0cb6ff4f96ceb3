import { useQuery } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions } from '../../../ui/index.ts'
import { CodeField, looksLikeCode } from './CodeField.tsx'
import styles from './Security.module.css'
import { takeFocus } from './take-focus.ts'

interface TotpSetUpProps {
  secret: string
  /** The same for the app (otpauth://). */
  uri: string
  onDone: (recoveryCodes: readonly string[] | null) => void
  onCancel: () => void
}

/** Drawn here, so that the secret is told to nobody else. */
async function draw(uri: string) {
  const { toString } = await import('qrcode')
  const svg = await toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** The secret as picture and as words, until a code of it is right. */
export function TotpSetUp({ secret, uri, onDone, onCancel }: TotpSetUpProps) {
  const { t } = useTranslation()
  const { data: picture } = useQuery({
    queryKey: ['qr', uri],
    queryFn: () => draw(uri),
    staleTime: Infinity,
    gcTime: 0,
  })
  const form = useForm({
    initial: { totp: '' },
    wording: { totp: t('security.totp.wrong') },
    wrong: ({ totp }) => (looksLikeCode(totp) ? [] : ['totp']),
    send: (values) => call('accounts.confirmTotp', values),
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  return (
    <div className={styles.setUp} ref={takeFocus} tabIndex={-1}>
      <p>{t('security.totp.scan')}</p>
      <span className={styles.picture}>
        {picture !== undefined && <img src={picture} alt={t('security.totp.picture')} />}
      </span>
      <p>
        {/* An address that only such an app opens; on the telephone itself nothing can be scanned. */}
        <a className={styles.open} href={uri}>
          {t('security.totp.open')}
        </a>
      </p>
      <p>{t('security.totp.type')}</p>
      <p className={styles.secret} dir="ltr">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </p>
      <Form onSubmit={form.submit} aria-label={t('security.totp.setUp')}>
        <FormProblem form={form} />
        <CodeField {...form.text('totp')} />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('security.totp.confirm')}
          </Button>
          <Button look="line" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </FormActions>
      </Form>
    </div>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, type ButtonProps } from '../../ui/index.ts'
import styles from './AccountFrame.module.css'
import { passkeyFailed } from './passkeys.ts'

interface PasskeyButtonProps<R> {
  label: string
  look?: ButtonProps['look']
  /** Asks the device, and tells the server. */
  use: () => Promise<R>
  onDone: (reply: R) => void
  /** What it was for took too long. */
  onOver?: () => void
}

/** Asks the device for a passkey; what went wrong stands above the button. */
export function PasskeyButton<R>({ label, look, use, onDone, onOver }: PasskeyButtonProps<R>) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const using = useMutation({
    mutationFn: use,
    onSuccess: onDone,
    onError: (error) => isProblem(error, 'token.invalid') && onOver?.(),
  })
  return (
    <div className={styles.passkey}>
      {using.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {passkeyFailed(using.error) ? t('accounts.signIn.passkeyFailed') : problemText(using.error)}
          </Banner>
        </div>
      )}
      <div>
        <Button
          look={look}
          onClick={() => using.mutate()}
          busy={using.isPending}
          busyLabel={t('common.loading')}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useId, useRef, type ReactNode } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { ProblemError } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { sendFile } from '../../../platform/send-file.ts'
import { Banner, Button } from '../../../ui/index.ts'
import { acceptedTypes, mostBytes } from './evidence.ts'
import styles from './Verification.module.css'

const tooLarge = () =>
  new ProblemError({ type: 'about:blank', title: '', status: 413, code: 'file.too-large' })

interface SendExtractProps<R> {
  /** Where it goes to, below the API. */
  path: string
  /** Another one has been sent before. */
  again: boolean
  onSent: (reply: R) => void
  /** Not what the page is about. */
  quiet?: boolean
  /** What else one can do, beside the button. */
  children?: ReactNode
}

/** Chooses a photograph or a PDF file and sends it at once; says why it is not taken. */
export function SendExtract<R>({ path, again, onSent, quiet = false, children }: SendExtractProps<R>) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const field = useId()
  const input = useRef<HTMLInputElement>(null)
  const send = useMutation({
    mutationFn: (file: File) => {
      if (file.size > mostBytes) throw tooLarge()
      return sendFile<R>(path, file)
    },
    onSuccess: onSent,
    onSettled: () => {
      if (input.current) input.current.value = ''
    },
  })
  return (
    <>
      {send.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(send.error)}
          </Banner>
        </div>
      )}
      <div className={styles.acts}>
        {/* The button opens it; the field itself only names what is chosen. */}
        <input
          ref={input}
          id={field}
          className={styles.file}
          type="file"
          accept={acceptedTypes}
          tabIndex={-1}
          aria-label={t('verification.choose')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file && !send.isPending) send.mutate(file)
          }}
        />
        <Button
          look={again || quiet ? 'line' : 'filled'}
          busy={send.isPending}
          busyLabel={t('verification.reading')}
          onClick={() => input.current?.click()}
        >
          {t(again ? 'verification.replace' : 'verification.choose')}
        </Button>
        {children}
      </div>
      <p className={styles.quiet}>{t(send.isPending ? 'verification.reading' : 'verification.kinds')}</p>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../../platform/i18n.ts'
import { Dialog } from '../../ui/index.ts'
import styles from './Code.module.css'

interface CodeDialogProps {
  code: string
  onClose: () => void
}

const joinPath = '/mitmachen'

/** Drawn by us and not by somebody else's server. */
async function draw(address: string) {
  const { toString } = await import('qrcode')
  const svg = await toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** How to join: fills the screen, so that the last row reads it from the wall. */
export function CodeDialog({ code, onClose }: CodeDialogProps) {
  const { t } = useTranslation()
  const address = `${window.location.origin}${joinPath}/${code}`
  const { data: svg } = useQuery({
    queryKey: ['qr', address],
    queryFn: () => draw(address),
    staleTime: Infinity,
  })
  return (
    <Dialog
      opened
      onClose={onClose}
      size="screen"
      title={t('live.code.title')}
      closeLabel={t('common.close')}
    >
      <div className={styles.code}>
        {svg === undefined ? <span /> : <img src={svg} alt={t('live.code.picture')} />}
        <div className={styles.codeWords}>
          <p>{t('live.code.text')}</p>
          <p className={styles.address} dir="ltr">
            {window.location.host}
            <wbr />
            {joinPath}
          </p>
          <p className={styles.letters} dir="ltr">
            {code}
          </p>
        </div>
      </div>
    </Dialog>
  )
}

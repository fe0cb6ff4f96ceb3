import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { call, read } from '../../platform/api.ts'
import { currentLocale, useFormat, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, FormActions, Row, Rows, SectionHead, useToast } from '../../ui/index.ts'
import styles from './OwnData.module.css'

const exportsQuery = read('privacy.exports', {})
/** Whoever has just asked waits for it, and need not look again themselves. */
const askAgainMs = 2000

/** Everything the platform holds about oneself, to take along. */
export function OwnData() {
  const { t } = useTranslation()
  const { formatDate, formatTime } = useFormat()
  const queries = useQueryClient()
  const toast = useToast()
  const { data } = useQuery({
    ...exportsQuery,
    refetchInterval: ({ state }) =>
      state.data?.exports.some((one) => one.state === 'waiting') ? askAgainMs : false,
  })
  const problemText = useProblemText()
  const ask = useMutation({
    mutationFn: () => call('privacy.requestExport', { locale: currentLocale() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  const exports = data?.exports ?? []
  const isWaiting = exports.some(({ state }) => state === 'waiting')
  const ready = exports.filter(({ files }) => files !== null)
  return (
    <section aria-labelledby="me-data" className={styles.data}>
      <SectionHead id="me-data">{t('me.data.title')}</SectionHead>
      <p>{t('me.data.lead')}</p>
      {isWaiting && (
        <Banner tone="info" inset>
          {t('me.data.waiting')}
        </Banner>
      )}
      {ready.length > 0 && (
        <Rows>
          {ready.map(({ id, requestedAt, expiresAt, files }) => (
            <Row
              key={id}
              level={3}
              title={t('me.data.of', { day: formatDate(requestedAt), time: formatTime(requestedAt) })}
              meta={
                expiresAt && t('me.data.until', { day: formatDate(expiresAt), time: formatTime(expiresAt) })
              }
            >
              <div className={styles.files}>
                {/* A file is not a page of ours: the browser fetches it. */}
                <a href={files?.html} download className={styles.file}>
                  <IconDownload aria-hidden="true" size={20} />
                  {t('me.data.html')}
                </a>
                <a href={files?.json} download className={styles.file}>
                  <IconDownload aria-hidden="true" size={20} />
                  {t('me.data.json')}
                </a>
              </div>
            </Row>
          ))}
        </Rows>
      )}
      <FormActions>
        <Button look="line" onClick={() => ask.mutate()} busy={ask.isPending} busyLabel={t('common.loading')}>
          {t('me.data.ask')}
        </Button>
      </FormActions>
      <Rows>
        <Row level={3} title={t('me.data.erase')} leads href="/ich/loeschen" />
      </Rows>
    </section>
  )
}

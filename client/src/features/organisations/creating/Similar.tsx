import type { SimilarOrganisation } from '@augenhoehe/contracts'
import { useRef, useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { usePlaceName } from '../../../platform/reference.ts'
import { Button, Row, Rows, SectionHead } from '../../../ui/index.ts'
import { ClaimForm } from '../claims/ClaimForm.tsx'
import type { ProfileEntries } from '../draft.ts'
import styles from './Creating.module.css'

type Asked = Pick<ProfileEntries, 'name' | 'municipality'>
const keyOf = ({ name, municipality }: Asked) => `${municipality} ${name.trim()}`

/** Who is registered at the same place under a name like this; looked up when the first step is sent. */
export function useSimilar() {
  // What `send` finds is asked for in `onDone`, before the next drawing.
  const found = useRef<{ key: string; organisations: readonly SimilarOrganisation[] }>({
    key: '',
    organisations: [],
  })
  const dismissed = useRef('')
  const [, draw] = useState(0)
  const isShown = (entries: Asked) =>
    found.current.key === keyOf(entries) &&
    found.current.organisations.length > 0 &&
    dismissed.current !== keyOf(entries)
  return {
    isShown,
    organisations: found.current.organisations,
    async look(entries: Asked) {
      const { name, municipality } = entries
      if (dismissed.current === keyOf(entries)) return
      const { organisations } = await call('organisations.similar', { name, municipality })
      found.current = { key: keyOf(entries), organisations }
      draw((count) => count + 1)
    },
    /** None of them: on with the new one. */
    dismiss(go: () => void) {
      dismissed.current = found.current.key
      go()
    },
  }
}

interface SimilarProps {
  similar: ReturnType<typeof useSimilar>
  entries: Asked
  onNew: () => void
}

/** "Is it this one?": then one asks to be let in instead of registering it a second time. */
export function Similar({ similar, entries, onNew }: SimilarProps) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const [claiming, setClaiming] = useState<string | null>(null)
  if (!similar.isShown(entries)) return null
  return (
    <section aria-labelledby="similar" className={styles.similar} role="group">
      <SectionHead id="similar">{t('creating.similar.title')}</SectionHead>
      <p>{t('creating.similar.text', { count: similar.organisations.length })}</p>
      <Rows>
        {similar.organisations.map(({ id, slug, name, municipality, own }) => (
          <Row
            key={id}
            level={3}
            title={<bdi>{name}</bdi>}
            href={`/organisationen/${slug}`}
            meta={placeName(municipality)}
            actions={
              own === 'member' ? (
                <Button look="line" href={`/mein-verein?verein=${slug}`}>
                  {t('creating.similar.own')}
                </Button>
              ) : own === 'claimed' ? (
                <p>{t('creating.similar.claimed')}</p>
              ) : (
                claiming !== id && (
                  <Button look="line" onClick={() => setClaiming(id)}>
                    {t('creating.similar.claim')}
                  </Button>
                )
              )
            }
          >
            {claiming === id && (
              <ClaimForm organisationId={id} name={name} onCancel={() => setClaiming(null)} />
            )}
          </Row>
        ))}
      </Rows>
      <Button onClick={onNew}>{t('creating.similar.new')}</Button>
    </section>
  )
}

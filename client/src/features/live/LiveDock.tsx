import { useState, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { useWritingRefusal } from '../../platform/measures.tsx'
import { useActing, useMe } from '../../platform/session.tsx'
import { Button, ComposerDock, cx, later } from '../../ui/index.ts'
import styles from './Live.module.css'
import { placeOf } from './news.ts'
import { useLive } from './SessionContext.ts'
import type { useActs } from './useActs.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { WriteSheet } from './WriteSheet.tsx'

const VoiceDialog = later(async () => (await import('../../platform/composing/VoiceDialog.tsx')).VoiceDialog)

const longestTurn = 2000

interface LiveDockProps {
  acts: ReturnType<typeof useActs>
}

/** The one thing to do: ask to speak, write instead, or take it back. */
export function LiveDock({ acts }: LiveDockProps) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { isSignedIn, user } = useMe()
  const { acting, choices } = useActing()
  const { view, room, userId, threadHref } = useLive()
  const refused = useWritingRefusal(room)
  const [open, setOpen] = useState<'write' | 'voice' | null>(null)
  const [busy, setBusy] = useState(false)
  const part = useKeptFocus<HTMLDivElement>()
  const { session } = view
  const { stage } = session

  const during = (act: Promise<unknown>) => {
    setBusy(true)
    void act.finally(() => setBusy(false))
  }

  if (stage.state !== 'ready' && stage.state !== 'running') return null
  if (!isSignedIn)
    return (
      <Notice text={t('live.dock.visitor')}>
        {stage.guestsMayAsk && (
          <Button big look="line" href={session.code === null ? '/mitmachen' : `/mitmachen/${session.code}`}>
            {t('live.dock.guest')}
          </Button>
        )}
        <Button big href={`/anmelden?weiter=${encodeURIComponent(pathname)}`}>
          {t('live.dock.signIn')}
        </Button>
      </Notice>
    )
  if (!session.mayTakePart) return <Notice text={refused ?? t('live.dock.listen')} />

  const { turn } = stage
  const mine = session.queue[placeOf(session, userId) - 1]
  const myTurn = turn && turn.hand.party.userId === userId ? turn : null
  const voice = acting?.name ?? user?.institution?.name ?? user?.name ?? ''

  return (
    <ComposerDock>
      <div ref={part} tabIndex={-1} className={cx(styles.dock, styles.part)}>
        {!mine && !myTurn && choices.length > 0 && (
          <p className={styles.voice}>
            <span>{t('live.dock.voice', { name: voice })}</span>
            <Button look="text" onClick={() => setOpen('voice')}>
              {t('live.dock.change')}
            </Button>
          </p>
        )}
        <div className={styles.two}>{buttons()}</div>
      </div>
      {open === 'write' && (
        <WriteSheet
          draftName={`live.${session.sessionId}.turn`}
          title={t('live.write.title')}
          label={t('live.write.label')}
          hint={mine ? t('live.write.hintInstead') : t('live.write.hint')}
          sendLabel={t('live.write.send')}
          most={longestTurn}
          onSend={(text) => acts.handIn(text, mine?.n ?? null)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'voice' && <VoiceDialog opened onClose={() => setOpen(null)} />}
    </ComposerDock>
  )

  /** The same button stays the same, wherever it stands: whoever has pressed it keeps the focus. */
  function buttons(): ReactNode {
    if (myTurn) {
      return (
        <Button key="end" big busy={busy} onClick={() => during(acts.endTurn(myTurn.number))}>
          {t('live.dock.done')}
        </Button>
      )
    }
    if (mine) {
      return (
        <>
          <Button key="hand" big look="line" busy={busy} onClick={() => during(acts.lowerHand(mine.n))}>
            {t('live.dock.lower')}
          </Button>
          {mine.written ? (
            <Button key="thread" big href={threadHref}>
              {t('live.dock.toThread')}
            </Button>
          ) : (
            <Button key="write" big onClick={() => setOpen('write')}>
              {t('live.dock.write')}
            </Button>
          )}
        </>
      )
    }
    if (stage.queueClosed) return <p className={styles.notice}>{t('live.dock.closed')}</p>
    return (
      <>
        <Button key="write" big look="line" onClick={() => setOpen('write')}>
          {t('live.dock.write')}
        </Button>
        <Button key="hand" big busy={busy} onClick={() => during(acts.raiseHand())}>
          {t('live.dock.raise')}
        </Button>
      </>
    )
  }
}

function Notice({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <ComposerDock>
      <div className={styles.dock}>
        <p className={styles.voice}>{text}</p>
        {children && <div className={styles.two}>{children}</div>}
      </div>
    </ComposerDock>
  )
}

import type { Contribution, Room, Thread } from '@augenhoehe/contracts'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useDraft } from '../../platform/composing/draft.ts'
import { rememberVisit, lastVisit } from '../../platform/last-visit.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { RoomMeasures } from '../../platform/measures.tsx'
import { useMe } from '../../platform/session.tsx'
import { ComposerDock, NewPill, later } from '../../ui/index.ts'
import { Announcer } from './Announcer.tsx'
import type { Doing } from './Dialogs.tsx'
import { EarlierButton } from './EarlierButton.tsx'
import { lead } from './place.ts'
import { highestSeq } from './reading.ts'
import { ThreadBar } from './ThreadBar.tsx'
import { ThreadContext } from './ThreadContext.tsx'
import { ThreadDock } from './ThreadDock.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { ThreadLog } from './ThreadLog.tsx'
import styles from './ThreadPage.module.css'
import { useJumps } from './useJumps.ts'
import { useLockNews } from './useLockNews.ts'
import { useNews } from './useNews.ts'
import { useOutbox } from './useOutbox.ts'
import { useReadingPlace } from './useReadingPlace.ts'
import { useThread } from './useThread.ts'

interface ThreadViewProps {
  room: Room
  thread: Thread
}

const Dialogs = later(async () => (await import('./Dialogs.tsx')).Dialogs)

export function ThreadView({ room, thread }: ThreadViewProps) {
  const { t } = useTranslation()
  const { user, isSignedIn } = useMe()
  const userId = user?.id ?? null
  const { contributions, known, ...loading } = useThread(thread.id)
  const { unsent, outbox } = useOutbox(thread.id, userId, contributions)
  const [visit] = useState(() => lastVisit(userId, thread.id))
  const [doing, setDoing] = useState<Doing | null>(null)
  const writing = useDraft(`${userId ?? 'visitor'}.${thread.id}`)
  const log = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const furthest = useRef(visit?.seq ?? 0)

  const newest = highestSeq(contributions)
  const hasUnread = visit !== null && newest > visit.seq
  const ready = !loading.isPending && contributions.length > 0
  const openAt = hasUnread ? 'unread' : visit || loading.more ? 'end' : 'beginning'
  const version = useMemo(() => [contributions, unsent, loading.more], [contributions, unsent, loading.more])
  const { atEnd, goToEnd } = useReadingPlace({
    logRef: log,
    version,
    ready,
    openAt,
    seqOf: (elementId) => known.get(elementId.slice('c-'.length))?.seq ?? 0,
    onRead: (seq) => {
      // The time belongs to the place: who comes back without reading on has not read what is new.
      if (seq <= furthest.current && seq < newest) return
      furthest.current = Math.max(furthest.current, seq)
      rememberVisit(userId, thread.id, { at: new Date().toISOString(), seq: furthest.current })
    },
  })
  useLockNews(thread, contributions)
  useJumps(log, loading.loadOlder)

  const { news, markSeen } = useNews({ contributions, newest, atEnd, ready, ownId: userId })

  const showNew = () => {
    const first = news[0]
    markSeen()
    if (first) lead(`c-${first.id}`)
  }
  const { change } = writing
  const reply = useCallback(
    (contribution: Contribution) => {
      change({ replyTo: contribution.id })
      text.current?.focus()
    },
    [change],
  )
  const rewrite = useCallback(
    (words: string) => {
      change({ text: words })
      text.current?.focus()
    },
    [change],
  )
  const retry = useCallback((clientId: string) => outbox?.retry(clientId), [outbox])
  const takeOut = useCallback(
    (clientId: string) => rewrite(outbox?.takeOut(clientId)?.draft.text ?? ''),
    [outbox, rewrite],
  )

  return (
    <Page
      title={thread.title}
      layout="work"
      hideTabs
      header={<ThreadBar room={room} thread={thread} onLock={() => setDoing({ kind: 'lock' })} />}
      context={isSignedIn && <ThreadContext room={room} thread={thread} contributions={contributions} />}
      contextLabel={t('threads.context.label')}
    >
      <ThreadHead room={room} thread={thread} onLock={() => setDoing({ kind: 'lock' })} />
      <RoomMeasures room={room} />
      {loading.more && <EarlierButton busy={loading.loadingOlder} onPress={loading.loadOlder} />}
      <ThreadLog
        ref={log}
        thread={thread}
        contributions={contributions}
        known={known}
        unsent={unsent}
        visit={visit}
        isPending={loading.isPending}
        error={loading.error}
        onReload={loading.reload}
        onReply={reply}
        onDo={setDoing}
        onTaken={loading.take}
        onRetry={retry}
        onTakeOut={takeOut}
        onRewrite={rewrite}
      />
      <Announcer contributions={contributions} ready={ready} ownId={userId} />
      <ComposerDock
        pill={
          !atEnd && news.length > 0 ? (
            <NewPill onClick={showNew}>{t('threads.showNew', { count: news.length })}</NewPill>
          ) : undefined
        }
      >
        <div className={styles.dock}>
          <ThreadDock
            room={room}
            thread={thread}
            known={known}
            contributions={contributions}
            writing={writing}
            textRef={text}
            onSend={(draft) => {
              outbox?.add(draft)
              goToEnd()
            }}
          />
        </div>
      </ComposerDock>
      {doing && (
        <Dialogs doing={doing} thread={thread} onClose={() => setDoing(null)} onTaken={loading.take} />
      )}
    </Page>
  )
}

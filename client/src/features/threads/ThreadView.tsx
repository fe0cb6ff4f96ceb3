import type { Contribution, ContributionDraft, Room, Thread } from '@augenhoehe/contracts'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ComponentType } from 'react'
import type { WindowVirtualizerHandle } from 'virtua'
import { useDraft } from '../../platform/composing/draft.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { offline } from '../../platform/later-offline.ts'
import { Page } from '../../platform/layout.tsx'
import { useMe } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { ComposerDock, NewPill, later, useToast } from '../../ui/index.ts'
import type { Doing } from './Dialogs.tsx'
import { EarlierButton } from './EarlierButton.tsx'
import { useKeptPlaces, type KeptPlace } from './kept-places.ts'
import { itemsOf } from './reading.ts'
import { ThreadBar } from './ThreadBar.tsx'
import { ThreadDock } from './ThreadDock.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { ThreadLog } from './ThreadLog.tsx'
import styles from './ThreadPage.module.css'
import { useJumps } from './useJumps.ts'
import { useLockNews } from './useLockNews.ts'
import { useMarks } from './useMarks.ts'
import { useNews } from './useNews.ts'
import { useOutbox } from './useOutbox.ts'
import { useReadingPlace, type Aim } from './useReadingPlace.ts'
import { useThread, type Where } from './useThread.ts'

export interface ThreadViewProps {
  room: Room
  thread: Thread
  /** The contribution that the address names. */
  wanted: string | null
  /** What other capabilities say about a thread before one reads it. */
  above?: ComponentType<AboveProps> | undefined
}

export interface AboveProps {
  thread: Thread
  /** Puts words where one writes. */
  onWrite: (words: string) => void
  /** It is known what is said here, and it is shown: reading begins. */
  onSettled: () => void
}

const RoomMeasures = later(async () => (await import('../../platform/measures.tsx')).RoomMeasures)
// What is read out is what comes after one has begun to read.
const Announcer = later(() => withWords(async () => (await import('./Announcer.tsx')).Announcer))
const ThreadContext = later(() => withWords(async () => (await import('./ThreadContext.tsx')).ThreadContext))
const Dialogs = later(() => withWords(async () => (await import('./Dialogs.tsx')).Dialogs))

export function ThreadView({ room, thread, wanted, above: Above }: ThreadViewProps) {
  const { t } = useTranslation()
  const { user, isSignedIn } = useMe()
  const userId = user?.id ?? null
  const { readSeq, mark } = useMarks(thread, userId)
  const places = useKeptPlaces(thread.id)
  const [opening] = useState(() => openingOf(thread, readSeq, userId !== null))
  const [arrival] = useState(() => arrivalOf(wanted, places.comingBack))
  const { contributions, state, ...loading } = useThread(
    thread.id,
    arrival ? { aroundId: arrival.id } : opening.page,
    opening.page,
  )
  const known = state.contributions
  const { unsent, outbox } = useOutbox(thread.id, userId, contributions)
  const [doing, setDoing] = useState<Doing | null>(null)
  const writing = useDraft(thread.id)
  const log = useRef<HTMLDivElement>(null)
  const list = useRef<WindowVirtualizerHandle>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const items = useMemo(() => itemsOf(contributions, readSeq, userId), [contributions, readSeq, userId])
  // What comes above the words later would push them away from under a finger.
  const [settled, setSettled] = useState(Above === undefined)
  const isPending = loading.isPending || !settled
  const ready = !isPending && state.epoch > 0
  const endsHere = state.to === Infinity
  const { atEnd, goTo } = useReadingPlace({
    log,
    list,
    items,
    epoch: state.epoch,
    ready,
    opening: arrival && !loading.missing ? arrival : opening.aim,
    endsHere,
    onSeen: (id, isEnd) => {
      const seq = known.get(id)?.seq
      if (isEnd) mark(state.newest, { from: state.from, atEnd: true })
      else if (seq) mark(seq, { from: state.from, atEnd: false })
    },
    onMoved: places.keep,
    onNearBeginning: () => state.from > 1 && loading.loading === null && quietly(loading.load('older')),
    onNearEnd: () => !endsHere && loading.loading === null && quietly(loading.load('newer')),
  })
  useLockNews(thread, known)
  const { find, go, followed, goBack } = useJumps({
    log,
    state,
    jump: loading.jump,
    goTo,
    firstUnread: readSeq === null ? null : readSeq + 1,
    places,
  })
  useMissing(loading.missing, () => {
    goTo(opening.aim)
    // Nobody asked for what one only happened to read when leaving.
    return arrival !== false && arrival.to === 'contribution'
  })

  const news = useNews({
    newest: state.newest,
    atEnd,
    ready,
    isOwn: useCallback(
      (seq: number) => {
        for (const one of known.values()) if (one.seq === seq) return one.authorId === userId
        return false
      },
      [known, userId],
    ),
  })
  const showNew = () => {
    if (news.first !== null) find({ aroundSeq: news.first })
    news.markSeen()
  }
  const { change, give, key } = writing
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
  const settle = useCallback(() => setSettled(true), [])
  const retry = useCallback((clientId: string) => outbox?.retry(clientId), [outbox])
  const takeOut = useCallback(
    async (clientId: string) => {
      const one = await outbox?.takeOut(clientId, key)
      if (one) await give(one.draft)
    },
    [outbox, key, give],
  )

  const send = async (draft: ContributionDraft) => {
    if (userId === null) return true
    const place = { title: thread.title, address: `/raeume/${room.slug}/${thread.id}` }
    const sending = (await offline()).outboxOf(userId).add(draft, place, key)
    go('end')
    const taken = await sending
    if (!taken) await give(draft)
    return taken
  }

  const menu = {
    hasUnread: readSeq !== null && state.newest > readSeq,
    onGo: go,
    onDate: () => setDoing({ kind: 'date' }),
    onLock: () => setDoing({ kind: 'lock' }),
    planHref: `/raeume/${room.slug}/${thread.id}/planen`,
  }

  return (
    <Page
      title={thread.title}
      layout="work"
      hideTabs
      header={<ThreadBar room={room} thread={thread} menu={menu} />}
      context={isSignedIn && <ThreadContext room={room} thread={thread} contributions={contributions} />}
      contextLabel={t('threads.context.label')}
    >
      <ThreadHead room={room} thread={thread} menu={menu} />
      {Above && <Above thread={thread} onWrite={rewrite} onSettled={settle} />}
      {room.measures.length > 0 && <RoomMeasures room={room} />}
      {ready && state.from > 1 && (
        <EarlierButton busy={loading.loading === 'older'} onPress={() => loading.load('older')} />
      )}
      <ThreadLog
        ref={log}
        list={list}
        thread={thread}
        items={items}
        state={state}
        unsent={unsent}
        isPending={isPending}
        error={loading.error}
        onReload={loading.reload}
        onReply={reply}
        onDo={setDoing}
        onTaken={loading.take}
        onRetry={retry}
        onTakeOut={takeOut}
        onRewrite={rewrite}
      />
      <Announcer contributions={known} newest={state.newest} ready={ready} ownId={userId} />
      <ComposerDock
        pill={
          !atEnd && news.count > 0 ? (
            <NewPill onClick={showNew}>{t('threads.showNew', { count: news.count })}</NewPill>
          ) : followed ? (
            <NewPill leads="back" onClick={goBack}>
              {t('threads.back')}
            </NewPill>
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
            onSend={send}
          />
        </div>
      </ComposerDock>
      {doing && (
        <Dialogs
          doing={doing}
          thread={thread}
          onClose={() => setDoing(null)}
          onTaken={loading.take}
          onDate={(at) => find({ at })}
        />
      )}
    </Page>
  )
}

/** Where the browser's way back leads, or the address. */
const arrivalOf = (wanted: string | null, kept: KeptPlace | null) =>
  kept
    ? ({ to: 'kept', lead: false, ...kept } as const)
    : wanted !== null && ({ to: 'contribution', id: wanted } as const)

/** Where one left off; who has read everything comes back to the end. */
function openingOf(thread: Thread, readSeq: number | null, isSignedIn: boolean): { page: Where; aim: Aim } {
  const count = thread.contributionCount
  if (readSeq !== null && readSeq < count) return { page: { aroundSeq: readSeq + 1 }, aim: { to: 'unread' } }
  const isNew = readSeq === null && count > 0
  // Visitors come to see what is going on; members have it all before them.
  if (isNew && (isSignedIn || count <= shortThread))
    return { page: { aroundSeq: 1 }, aim: { to: 'beginning' } }
  return { page: {}, aim: { to: 'end' } }
}
const shortThread = 50

/** What is loaded by scrolling may fail: scrolling tries again. */
const quietly = (loading: Promise<void>) => void loading.catch(() => undefined)

/** Leads elsewhere when there is nothing to see where the address leads, and says so if it was asked for. */
function useMissing(missing: boolean, leadElsewhere: () => boolean) {
  const { t } = useTranslation()
  const toast = useToast()
  const done = useRef(false)
  const say = useEffectEvent(() => {
    if (leadElsewhere())
      toast.show({ text: t('threads.missing'), tone: 'problem', closeLabel: t('common.close') })
  })
  useEffect(() => {
    if (!missing || done.current) return
    done.current = true
    say()
  }, [missing])
}

import type { Draft } from '../composing/draft.ts'
import { draftAt, keepDraft, noteDraft, parseDraft } from './drafts.ts'
import { hearTabs } from './tabs.ts'
import { united } from './united.ts'

const pauseMs = 300

const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.title.trim() === ''
const asWords = (draft: Draft) => (isEmpty(draft) ? null : JSON.stringify(draft))

interface Shown {
  read: () => Draft
  show: (draft: Draft) => void
  onSaved: (saved: boolean) => void
}

/** Keeps what is typed in one place on this device, and brings back what was typed before. */
export function followDraft(key: string, { read, show, onSaved }: Shown) {
  /** What this device has of it, as far as this page knows. */
  let kept: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function take() {
    const words = (await draftAt(key)) ?? null
    if (words !== kept) {
      const before = read()
      // Whoever has typed meanwhile keeps both; whoever has not sees what another tab has made of it.
      const untouched = asWords(before) === kept
      kept = words
      show(untouched ? parseDraft(words) : united(parseDraft(words), before))
    }
    if (asWords(read()) !== kept) soon()
  }
  async function save() {
    clearTimeout(timer)
    const words = asWords(read())
    if (words === kept) return
    const done = await keepDraft(key, words)
    if (done) kept = words
    if (words === asWords(read())) onSaved(done && words !== null)
  }
  function soon() {
    onSaved(false)
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }
  // A phone may end the page without another word, and what is written then must be written at once.
  const hide = () => {
    const words = asWords(read())
    if (words !== kept && words !== null) noteDraft(key, words)
    void save()
  }

  window.addEventListener('pagehide', hide)
  const deaf = hearTabs((said) => {
    if (said.about === 'draft' && said.key === key && asWords(read()) === kept) void take()
  })
  void take()
  return {
    typed(handedOver: boolean) {
      if (handedOver) {
        clearTimeout(timer)
        kept = null
        onSaved(false)
      } else soon()
    },
    stop() {
      window.removeEventListener('pagehide', hide)
      deaf()
      void save()
    },
  }
}

import { IconBulb } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useToast, VisuallyHidden } from '../../ui/index.ts'
import { useDetectedLanguage } from '../composing/detect-language.ts'
import { useLocale, useTranslation } from '../i18n.ts'
import { wellKnown } from '../terms/everyday.ts'
import { matcherOf, useGlossary } from '../terms/glossary.ts'
import styles from './ClearWriting.module.css'
import { hintsFor, isGerman, type Glossary, type Hint } from './hints.ts'
import { HintsDialog } from './HintsDialog.tsx'
import { wantHints } from './wanted.ts'

/** Who is still typing shall not be told anything. */
const pauseMs = 800

interface Hinted {
  text: string
  hints: readonly Hint[]
}

interface HintsLineProps {
  text: string
  lang: string | null | undefined
}

/** "2 Hinweise für klarere Sprache": it waits to be pressed, and says once that it is there. */
export function HintsLine({ text, lang }: HintsLineProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const toast = useToast()
  const detected = useDetectedLanguage(text)
  const language = lang ?? detected ?? locale
  const glossary = useHintsGlossary(isGerman(language))
  const [hinted, setHinted] = useState<Hinted>({ text: '', hints: [] })
  const [opened, open] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  const count = hinted.hints.length

  useEffect(() => {
    const timer = setTimeout(() => setHinted({ text, hints: hintsFor(text, language, glossary) }), pauseMs)
    return () => clearTimeout(timer)
  }, [text, language, glossary])

  const leave = (to: Hint | 'off') => {
    // The closing dialog gives the focus back; only then can it go to the text.
    flushSync(() => open(false))
    const area = line.current?.closest('[data-writing]')?.querySelector('textarea')
    if (area) show(area, to === 'off' ? null : to)
    if (to !== 'off') return
    wantHints(false)
    toast.show({ text: t('clarity.isOff'), closeLabel: t('common.close') })
  }

  return (
    <div ref={line}>
      <VisuallyHidden>
        <output>{count > 0 && !opened && t('clarity.there')}</output>
      </VisuallyHidden>
      {count > 0 && (
        <button type="button" className={styles.line} aria-haspopup="dialog" onClick={() => open(true)}>
          <IconBulb aria-hidden="true" />
          <span className={styles.words}>{t('clarity.count', { count })}</span>
        </button>
      )}
      {opened && <HintsDialog {...hinted} language={language} onChoose={leave} onClose={() => open(false)} />}
    </div>
  )
}

/** The words that not everybody knows, in plain German; what somebody writes stays here. */
function useHintsGlossary(enabled: boolean): Glossary | undefined {
  const { data } = useGlossary(enabled)
  return useMemo(() => {
    if (!data) return undefined
    const hard = data.terms.filter(({ id }) => !wellKnown.has(id))
    const said = new Map(hard.map(({ id, explanation }) => [id, explanation['de']]))
    return { find: matcherOf(data.terms), say: (id) => said.get(id) }
  }, [data])
}

/** Selects a place and brings it into sight. */
function show(area: HTMLTextAreaElement, place: Hint | null) {
  area.focus()
  if (!place) return
  area.setSelectionRange(place.from, place.to)
  area.scrollTop = heightUntil(area, place.to) - area.clientHeight / 2
}

/** How far down in a field a place is; only a field as wide with the words before it knows. */
function heightUntil(area: HTMLTextAreaElement, place: number): number {
  const twin = document.createElement('textarea')
  twin.className = area.className
  twin.value = area.value.slice(0, place)
  twin.style.cssText = `position: absolute; visibility: hidden; field-sizing: fixed; inline-size: ${area.clientWidth}px; block-size: 0; min-block-size: 0`
  area.after(twin)
  const { scrollHeight } = twin
  twin.remove()
  return scrollHeight
}

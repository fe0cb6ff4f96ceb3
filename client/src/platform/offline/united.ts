import type { Back, Draft } from '../composing/draft.ts'

/** A draft with words that come back to it. */
export const taking = (draft: Draft, { text, type, lang, replyTo, title }: Back): Draft =>
  united(draft, {
    text,
    type: type ?? null,
    lang: lang ?? null,
    replyTo: replyTo ?? null,
    title: title ?? '',
  })

/** Two beginnings of the same: nothing of either is lost, and nothing stands there twice. */
export function united(stored: Draft, typed: Draft): Draft {
  const parts = [stored.text, typed.text].filter((text) => text.trim() !== '')
  const text = typed.text.startsWith(stored.text)
    ? typed.text
    : stored.text.endsWith(typed.text)
      ? stored.text
      : parts.join('\n\n')
  return {
    text,
    type: typed.type ?? stored.type,
    lang: typed.lang ?? stored.lang,
    replyTo: typed.replyTo ?? stored.replyTo,
    title: typed.title.trim() === '' ? stored.title : typed.title,
  }
}

import { useEffect, useState } from 'react'

const enoughLetters = 12

/** Letters that only one of the languages written in a script has; the small detector cannot tell them apart. */
const telling: readonly [RegExp, string][] = [
  [/[іїєґ]/i, 'uk'],
  [/[ەڵێۆ]/, 'ckb'],
  [/[ٹڈڑے]/, 'ur'],
  [/[پچژگکی]/, 'fa'],
  [/\p{Script=Ethiopic}/u, 'ti'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
]

/** The language of a text, or null while nobody could say. */
export async function detectLanguage(text: string): Promise<string | null> {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < enoughLetters) return null
  const told = telling.find(([letters]) => letters.test(text))
  if (told) return told[1]
  const { detect } = await import('tinyld/light')
  return detect(text) || null
}

export function useDetectedLanguage(text: string): string | null {
  const [detected, setDetected] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      detectLanguage(text).then(
        (language) => current && setDetected(language),
        // Without the detector one can still name the language by hand.
        () => undefined,
      )
    }, 300)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  return detected
}

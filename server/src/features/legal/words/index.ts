import type { Locale } from '@augenhoehe/contracts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { deSimple } from './de-simple.ts'
import { en } from './en.ts'
import type { LegalWords } from './form.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'

export type { LegalWords }
export const legalWords: Readonly<Record<Locale, LegalWords>> = { de, 'de-simple': deSimple, en, tr, ar, uk }

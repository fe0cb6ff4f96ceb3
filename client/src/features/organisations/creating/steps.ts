import type { CreatingStep } from '@augenhoehe/contracts'
import { wrongEntries, type EntryName, type ProfileEntries } from '../draft.ts'

/** In this order, one topic each. */
export const steps = [
  'name',
  'work',
  'words',
  'contact',
  'visibility',
  'look',
] as const satisfies CreatingStep[]

/** What each step asks for. */
export const asked: Record<CreatingStep, readonly EntryName[]> = {
  name: ['name', 'municipality'],
  work: ['fields', 'languages'],
  words: ['selfTerm', 'selfDescription', 'targetGroups', 'activities', 'meetingPlace'],
  contact: [
    ...(['contactEmail', 'contactPhone', 'website', 'foundedYear'] as const),
    ...(['kind', 'legalForm', 'memberBand', 'staffBand'] as const),
  ],
  visibility: ['visibility'],
  look: [],
}

export const isStep = (text: string | null): text is CreatingStep => steps.some((step) => step === text)

export const stepAfter = (step: CreatingStep): CreatingStep => steps[steps.indexOf(step) + 1] ?? 'look'
export const stepBefore = (step: CreatingStep): CreatingStep | undefined => steps[steps.indexOf(step) - 1]

/** What is wrong in this step alone. */
export const wrongIn = (step: CreatingStep, entries: ProfileEntries): EntryName[] =>
  wrongEntries(entries).filter((name) => asked[step].includes(name))

/** The first step that still lacks something; `look` where nothing does. */
export const firstOpen = (entries: ProfileEntries): CreatingStep =>
  steps.find((step) => wrongIn(step, entries).length > 0) ?? 'look'

import { remember, useRemembered } from '../remembered.ts'

const key = 'clarity'
const off = 'off'

/** Whether this browser shows hints while somebody writes; it does until they say no. */
export const useHintsWanted = () => useRemembered(key)[0] !== off
export const wantHints = (wanted: boolean) => remember(key, wanted ? 'on' : off)

const sentenceAndMore = /[.!?…؟。]["”»)]*\s+\S/u
const longEnough = 120

/** More than a sentence, or one that has become long: before that hints would only disturb. */
export const isWorthHints = (text: string) => text.length > longEnough || sentenceAndMore.test(text)

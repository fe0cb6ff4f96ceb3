import { remember, useRemembered } from '../remembered.ts'

const key = 'terms'
const off = 'off'

/** Whether this browser underlines words that the glossary explains; it does until they say no. */
export const useTermsWanted = () => useRemembered(key)[0] !== off
export const wantTerms = (wanted: boolean) => remember(key, wanted ? 'on' : off)

import { createContext } from 'react'

/** Which way the interface is read. */
export const DirectionContext = createContext<'ltr' | 'rtl'>('ltr')

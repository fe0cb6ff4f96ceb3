import type { ComponentType } from 'react'
import { loadLater } from './i18n.ts'

/** A component together with the words of pages that few open. */
export async function withWords<P>(load: () => Promise<ComponentType<P>>): Promise<ComponentType<P>> {
  const [component] = await Promise.all([load(), loadLater()])
  return component
}

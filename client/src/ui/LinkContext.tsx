import { createContext, type AnchorHTMLAttributes, type ComponentType, type Ref } from 'react'

export interface LinkComponentProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string
  ref?: Ref<HTMLAnchorElement> | undefined
}

/** The router lives outside of this folder; the app puts its own link component in here once. */
export const LinkContext = createContext<ComponentType<LinkComponentProps> | 'a'>('a')

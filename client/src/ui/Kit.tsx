import {
  DirectionContext as KitDirection,
  MantineProvider,
  type MantineColorSchemeManager,
} from '@mantine/core'
import { use, useMemo, type ReactNode } from 'react'
import { DirectionContext } from './DirectionContext.ts'
import { theme } from './theme.ts'

/** The account keeps the choice, so the kit must not keep a second one in the browser. */
const forgetful: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  clear: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
}

/** `UiProvider` writes on the document which colours are shown. */
const nowhere = () => undefined

/**
 * What the kit's components need around them. It comes with the fields that are made of it and not with every page:
 * most visits read. Its variables are in the style sheet (`virtual:tokens.css`).
 */
export function Kit({ children }: { children: ReactNode }) {
  const dir = use(DirectionContext)
  const direction = useMemo(() => ({ dir, setDirection: nowhere, toggleDirection: nowhere }), [dir])
  return (
    <KitDirection value={direction}>
      <MantineProvider
        theme={theme}
        colorSchemeManager={forgetful}
        defaultColorScheme="auto"
        getRootElement={nowhere}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
      </MantineProvider>
    </KitDirection>
  )
}

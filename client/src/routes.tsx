import type { ComponentType } from 'react'
import { createBrowserRouter, Outlet, ScrollRestoration, type RouteObject } from 'react-router'
import { FailedPage } from './platform/FailedPage.tsx'
import { NotFoundPage } from './platform/NotFoundPage.tsx'
import { PageWaiting } from './platform/PageWaiting.tsx'

/** Every page is fetched when somebody goes there, and breaks alone. */
const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  ErrorBoundary: FailedPage,
})

function Everything() {
  return (
    <>
      <Outlet />
      <ScrollRestoration />
    </>
  )
}

const accounts = () => import('./features/accounts/index.tsx')
const organisations = () => import('./features/organisations/index.tsx')
const rooms = () => import('./features/rooms/index.tsx')

const pages: RouteObject[] = [
  page('/', async () => (await import('./routes/StartRoute.tsx')).StartRoute),
  page('/raeume', async () => (await rooms()).RoomsPage),
  page('/raeume/:room', async () => (await rooms()).RoomPage),
  page('/raeume/:room/neu', async () => (await rooms()).StartThreadPage),
  page('/raeume/:room/:thread', async () => (await import('./features/threads/index.tsx')).ThreadPage),
  page('/suchen-und-bieten', async () => (await import('./features/matching/index.tsx')).FeedPage),
  page('/organisationen', async () => (await organisations()).DirectoryPage),
  page('/organisationen/:slug', async () => (await organisations()).ProfilePage),
  page('/mein-verein', async () => (await import('./routes/OwnOrganisationRoute.tsx')).OwnOrganisationRoute),
  page('/mein-verein/neu', async () => (await organisations()).CreatePage),
  page('/anmelden', async () => (await accounts()).SignInPage),
  page('/anmelden/link', async () => (await accounts()).MagicLinkPage),
  page('/registrieren', async () => (await accounts()).SignUpPage),
  page('/passwort-vergessen', async () => (await accounts()).ForgottenPasswordPage),
  page('/passwort', async () => (await accounts()).NewPasswordPage),
  page('/bestaetigen', async () => (await accounts()).VerifyPage),
  page('/einladung/:token', async () => (await organisations()).InvitationPage),
  page('/einrichten', async () => (await accounts()).ClaimPage),
  page('/ich', async () => (await accounts()).AccountPage),
]

export const createRouter = () =>
  createBrowserRouter([
    {
      Component: Everything,
      ErrorBoundary: FailedPage,
      HydrateFallback: PageWaiting,
      children: [...pages, { path: '*', Component: NotFoundPage }],
    },
  ])

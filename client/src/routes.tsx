import { lazy, type ComponentType } from 'react'
import { matchPath } from 'react-router'
import { pages as accounts } from './features/accounts/index.tsx'
import { pages as organisations } from './features/organisations/index.tsx'

type Load = () => Promise<ComponentType>

const rooms = () => import('./features/rooms/index.tsx')

/** Every page is fetched when somebody goes there. */
const loads: Readonly<Record<string, Load>> = {
  '/': async () => (await import('./routes/StartRoute.tsx')).StartRoute,
  '/raeume': async () => (await rooms()).RoomsPage,
  '/raeume/:room': async () => (await rooms()).RoomPage,
  '/raeume/:room/neu': async () => (await rooms()).StartThreadPage,
  '/raeume/:room/:thread': async () => (await import('./features/threads/index.tsx')).ThreadPage,
  '/suchen-und-bieten': async () => (await import('./features/matching/index.tsx')).FeedPage,
  '/organisationen': organisations.DirectoryPage,
  '/organisationen/:slug': organisations.ProfilePage,
  '/mein-verein': async () => (await import('./routes/OwnOrganisationRoute.tsx')).OwnOrganisationRoute,
  '/mein-verein/neu': organisations.CreatePage,
  '/einladung/:token': organisations.InvitationPage,
  '/anmelden': accounts.SignInPage,
  '/anmelden/link': accounts.MagicLinkPage,
  '/registrieren': accounts.SignUpPage,
  '/passwort-vergessen': accounts.ForgottenPasswordPage,
  '/passwort': accounts.NewPasswordPage,
  '/bestaetigen': accounts.VerifyPage,
  '/einrichten': accounts.ClaimPage,
  '/ich': accounts.AccountPage,
  ...(import.meta.env.DEV && { '/gallery': async () => (await import('./ui/Gallery.tsx')).Gallery }),
}

export const routes = Object.entries(loads).map(([path, load]) => ({
  path,
  Page: lazy(async () => ({ default: await load() })),
}))

/** Fetches the first page's code while the language is still on its way. */
export function preload(pathname: string) {
  const [, load] = Object.entries(loads).find(([path]) => matchPath(path, pathname)) ?? []
  // If it fails, the page itself tries again and says so.
  load?.().catch(() => undefined)
}

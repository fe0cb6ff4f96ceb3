export { TodayPage } from './TodayPage.tsx'
export { WelcomePage } from './WelcomePage.tsx'

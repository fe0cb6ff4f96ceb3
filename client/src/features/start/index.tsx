export { TodayPage } from './TodayPage.tsx'
export { OwnWelcome } from './welcome/OwnWelcome.tsx'
export { WelcomePath } from './welcome/WelcomePath.tsx'
export { WelcomePage } from './WelcomePage.tsx'

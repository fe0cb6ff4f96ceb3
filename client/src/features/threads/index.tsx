export { ThreadPage } from './ThreadPage.tsx'

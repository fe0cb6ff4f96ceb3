/** What everybody reads comes in one piece. */
export { PressListPage } from './PressListPage.tsx'
export { PressPage } from './PressPage.tsx'

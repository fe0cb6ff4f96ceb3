export { createAuth, hashPassword } from './auth.ts'
export { accountHandlers } from './handlers.ts'
export { createAccounts, type Accounts, type PublicPerson } from './service.ts'
export { accountsPersonal } from './personal.ts'

export { createGlossaryPages } from './first-page.ts'
export { glossaryHandlers } from './handlers.ts'
export { createGlossary, type GlossaryService } from './service.ts'
export { glossaryPersonal } from './personal.ts'

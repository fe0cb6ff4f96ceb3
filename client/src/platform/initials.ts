export { initials } from '@augenhoehe/reference-data'

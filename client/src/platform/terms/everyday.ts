/** Whoever is here knows them, and nearly every text says them: underlined they would be noise. The glossary has them. */
export const everyday: ReadonlySet<string> = new Set(['verein', 'augenhoehe'])

/** Associations use these every day; who writes for others of them needs no other words. */
export const wellKnown: ReadonlySet<string> = new Set([
  ...everyday,
  ...(
    'eingetragener-verein amtsgericht notar satzung vorstand mitgliederversammlung protokoll beschluss mitgliedsbeitrag ' +
    'migrantenorganisation ehrenamt minijob finanzamt spende buchhaltung beleg vereinskonto antrag sponsoring datenschutz ' +
    'impressum'
  ).split(' '),
])

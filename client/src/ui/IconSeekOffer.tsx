/** One circle seeks, one offers, on one line: our sign for "Suchen & Bieten". It does not turn. */
export function IconSeekOffer() {
  return (
    <svg
      className="tabler-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="6" cy="12" r="3.2" />
      <path d="M9.2 12h5.6" />
      <circle cx="18" cy="12" r="3.2" fill="currentColor" />
    </svg>
  )
}

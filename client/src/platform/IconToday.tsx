/** The sun over the line: what the day brings. */
export function IconToday() {
  return (
    <svg
      className="tabler-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M3 17h18M6.5 17a5.5 5.5 0 0 1 11 0M12 5v3M4.9 9.2l1.8 1.6M19.1 9.2l-1.8 1.6" />
    </svg>
  )
}

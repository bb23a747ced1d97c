/** Style of the mailbox pages: system fonts, light and dark. */
export const mailboxStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9dce3, #363b45); --quiet: light-dark(#5b6472, #9aa3b2);
  --card: light-dark(#fff, #1d2027); --accent: light-dark(#2456c5, #8ab4ff); }
* { box-sizing: border-box; }
body { margin: 0; background: light-dark(#f4f5f8, #14161b); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 56rem; margin: 0 auto; padding: 1rem 1.25rem; }
header h1 { margin: .5rem 0 0; font-size: 1.4rem; }
header p, .empty, dt, time { color: var(--quiet); }
header p { margin: 0; font-size: .9rem; }
a { color: var(--accent); }
.mails { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(10rem, 1fr) 2fr auto; gap: 1rem; padding: .8rem 1rem; color: inherit; text-decoration: none; }
.mails a:hover, .mails a:focus-visible { background: light-dark(#eef3ff, #242a36); }
.to, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subject { font-weight: 600; }
time { font-size: .85rem; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; margin: 0 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; gap: 1rem; margin-bottom: .5rem; }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
iframe, pre { width: 100%; min-height: 60vh; margin: 0; border: 1px solid var(--line); border-radius: 10px; background: #fff; color: #111; color-scheme: light; }
pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .mails a { grid-template-columns: 1fr auto; } .subject { grid-row: 2; grid-column: 1 / -1; } }
`

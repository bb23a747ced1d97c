/** One small sheet for all pages of the tenant; the browser's colour scheme decides between light and dark. */
export const styles = `
:root {
  --ink: #1e2433; --soft: #5b6478; --page: #eef1f6; --card: #fff; --line: #c6ccd8; --accent: #3f3ad6; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9ecf3; --soft: #a3abbd; --page: #12151d; --card: #1c212d; --line: #434b5e; --accent: #a5a3ff; --bad: #ffb4ab;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 1rem;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
}
main { width: min(25rem, 100vw - 2rem); padding: 2.25rem 2rem; border-radius: .6rem; background: var(--card); box-shadow: 0 2px 18px #0002; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; text-align: center; }
p { margin: .6rem 0; }
.lead { text-align: center; }
form { display: grid; gap: .9rem; margin-top: 1.25rem; }
label { display: grid; gap: .25rem; font-size: .875rem; color: var(--soft); }
label.check { display: flex; gap: .5rem; align-items: center; }
input:not([type=checkbox]) { font: inherit; padding: .7rem .8rem; border: 1px solid var(--line); border-radius: .3rem; color: var(--ink); background: transparent; }
button { font: inherit; font-weight: 600; padding: .75rem; border: 1px solid var(--accent); border-radius: .3rem; color: var(--card); background: var(--accent); cursor: pointer; }
button.provider, button.plain { color: var(--ink); background: transparent; border-color: var(--line); font-weight: 400; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.or { display: flex; gap: .8rem; align-items: center; color: var(--soft); font-size: .8rem; text-transform: uppercase; }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
.error { padding: .6rem .8rem; border: 1px solid var(--bad); border-radius: .3rem; color: var(--bad); }
.slot { display: contents; }
footer { max-width: 25rem; text-align: center; font-size: .8rem; color: var(--soft); }
`

/** The look that both sample applications share; the class on `html` picks the colour. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --accent: #4f46e5; --on-accent: #fff; --tint: #eef2ff; --ink: #1e2330; --soft: #5d6676; --line: #e4e7ec;
  --ground: #f7f8fa; --surface: #fff; --edge: #858d9c; --caution: #b54708;
}
:root.funnel { --accent: #0f766e; --tint: #e6f6f4; }
:root.guestlist { --accent: #1d4ed8; --tint: #e8effe; }
@media (prefers-color-scheme: dark) {
  :root {
    --accent: #a5b4fc; --on-accent: #14161f; --tint: #262a45; --ink: #eceef2; --soft: #a3abb9; --line: #2c313b;
    --ground: #0f1115; --surface: #181b21; --edge: #7b8494; --caution: #f0be6d;
  }
  :root.funnel { --accent: #5eead4; --tint: #17332f; }
  :root.guestlist { --accent: #9db8ff; --tint: #1e2a47; }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; color: var(--ink); background: var(--ground);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif;
}
header {
  display: flex; align-items: center; justify-content: space-between;
  padding: 14px 28px; background: var(--surface); border-bottom: 1px solid var(--line);
}
.brand { display: flex; align-items: center; gap: 10px; font-weight: 700; color: var(--ink); text-decoration: none; }
.mark {
  display: grid; place-items: center; width: 30px; height: 30px; border-radius: 8px;
  background: var(--accent); color: var(--on-accent);
}
.note { color: var(--soft); font-size: 14px; }
main { max-width: 720px; margin: 48px auto; padding: 0 20px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 12px; letter-spacing: -0.02em; }
h2 { font-size: 15px; margin: 0 0 10px; color: var(--soft); font-weight: 600; }
h3 { font-size: 18px; margin: 0 0 6px; }
h3 .note { font-weight: 400; margin-left: 6px; overflow-wrap: anywhere; }
p { margin: 0 0 18px; }
a { color: var(--accent); }
.lead { font-size: 18px; color: var(--soft); }
.card {
  background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px; margin: 24px 0;
  box-shadow: 0 1px 2px rgb(16 24 40 / 5%);
}
.card > :last-child { margin-bottom: 0; }
.card.link { margin: 12px 0; padding: 16px 20px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.actions form { margin: 0; }
.button {
  display: inline-block; padding: 11px 20px; border-radius: 10px; border: 1px solid var(--accent);
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
.button:hover, .button:focus-visible { filter: brightness(1.1); }
.button.quiet { background: transparent; color: var(--accent); }
.roles { display: flex; flex-wrap: wrap; gap: 8px; padding: 0; margin: 0; list-style: none; }
.roles li { padding: 3px 12px; border-radius: 99px; background: var(--tint); color: var(--accent); font-weight: 600; }
.big { font-size: 26px; font-weight: 700; color: var(--accent); margin: 0; }
.warning { border-left: 4px solid var(--caution); }
label { display: block; font-weight: 600; margin-bottom: 16px; }
input {
  display: block; width: 100%; margin-top: 6px; padding: 11px 14px; font: inherit;
  border: 1px solid var(--edge); border-radius: 10px; background: var(--surface); color: inherit;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
pre {
  margin: 0; padding: 16px; overflow-x: auto; border-radius: 10px; background: #101828; color: #e4e7ec;
  font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
summary { cursor: pointer; font-weight: 600; }
details[open] summary { margin-bottom: 12px; }
.grid { display: grid; grid-template-columns: auto 1fr; gap: 4px 20px; margin: 0; }
.grid dt { color: var(--soft); }
.grid dd { margin: 0; overflow-wrap: anywhere; }
`

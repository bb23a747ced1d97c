import { Hono } from 'hono'
import { html } from 'hono/html'
import { type Html, renderPage } from '../samples/page.ts'
import type { Urls } from '../urls.ts'
import type { Persona } from './personas.ts'
import type { ReadyLink } from './ready-link.ts'
import type { DemoScene } from './scene.ts'
import { receiverPaths } from './scene-environment.ts'

/** What the page shows; the scene comes when it is complete. */
export interface Board {
  scene?: DemoScene
}

/** The first page of the demo, `/demo`, and the receivers of its webhooks. */
export function createScenePages(urls: Urls, board: Board): Hono {
  return new Hono()
    .get('/demo', c => {
      const { scene } = board
      if (!scene) return c.text('The demo is being made ready.', 503, { 'Retry-After': '1' })
      const body = html`${intro(urls)} ${scene.personas.map(personaCard)} ${linkList(scene.links)}`
      return c.html(renderPage({ application: 'Guestlist', title: 'Everything in this demo', body }))
    })
    .post(receiverPaths.crm, c => c.body(null, 204))
    .post(receiverPaths.oldCrm, c => c.text('Gone', 410))
}

function intro(urls: Urls): Html {
  const places = [
    [`${urls.service}/admin`, 'Administration', 'invite, look after invitations, charts, imports, audit log'],
    [`${urls.service}/account`, 'Account', 'what members see of themselves'],
    [urls.mailbox, 'Mailbox', 'every message that was sent, and none left this machine'],
    [`${urls.portal}/`, 'Portal', 'an invite-only application that knows nothing of invitations'],
    [`${urls.funnel}/`, 'Funnel', 'an open shop that invites its own customers'],
    [`${urls.service}/api`, 'API reference', 'to read; for programs at /openapi.json'],
  ]
  return html`<h1>Everything in this demo</h1>
    <p class="lead">Guestlist with a local tenant in place of Auth0. Sign up with any password, never a real one.</p>
    <div class="card">
      <h2>Where to go</h2>
      <dl class="grid">
        ${places.map(([url, name, about]) => html`<dt><a href="${url}">${name}</a></dt><dd>${about}</dd>`)}
      </dl>
    </div>
    <h2>Whom to be</h2>`
}

function personaCard({ name, part, email, password, address, about }: Persona): Html {
  return html`<div class="card">
    <h3>${name} <span class="note">${part}</span></h3>
    <p>${about}</p>
    <dl class="grid">
      <dt>Sign in at</dt>
      <dd><a href="${address}">${address}</a></dd>
      <dt>Email address</dt>
      <dd><code>${email}</code></dd>
      <dt>Password</dt>
      <dd><code>${password}</code></dd>
    </dl>
  </div>`
}

function linkList(links: readonly ReadyLink[]): Html {
  return html`<h2 id="links">A link in every state</h2>
    <p>Invitees have no account yet. A private window keeps them apart from the people above.</p>
    ${links.map(
      ({ state, about, link, whom }) => html`<div class="card link">
        <h3><a href="${link}">${state}</a> <span class="note">${whom}</span></h3>
        <p>${about}</p>
      </div>`,
    )}`
}

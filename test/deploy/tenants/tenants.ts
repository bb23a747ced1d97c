import type { LivedInTenant } from '../deploy-world.ts'
import { addAction, addClient, addConnection, addShop } from './furniture.ts'

/** Tenants as customers have them: what is in each, and what its operator asks for. */
export const tenants: LivedInTenant[] = [
  {
    title: 'made yesterday, with the database that every tenant begins with',
    furnish: state => addConnection(state, { name: 'Username-Password-Authentication', strategy: 'auth0' }),
    choices: { connections: ['Username-Password-Authentication'] },
  },
  {
    title: 'with Actions of its own on both triggers, and one that is not bound',
    furnish(state) {
      const shop = addShop(state)
      addAction(state, 'Audit', 'post-login')
      addAction(state, 'Loyalty', 'post-login')
      addAction(state, 'Blocklist', 'pre-user-registration')
      addAction(state, 'Experiment', 'post-login', false)
      addAction(state, 'Machines', 'credentials-exchange')
      addConnection(state, { name: 'Customers', strategy: 'auth0', clients: [shop] })
    },
    choices: { connections: ['Customers'] },
  },
  {
    title: 'with Google for one domain only, its own credentials and scopes',
    furnish(state) {
      const shop = addShop(state)
      addConnection(state, {
        name: 'google-oauth2',
        strategy: 'google-oauth2',
        clients: [shop, addClient(state, 'Back Office', { app_type: 'spa' })],
        options: {
          client_id: 'customer.apps.googleusercontent.com',
          client_secret: 'customers-google-secret',
          scope: ['email', 'profile', 'https://www.googleapis.com/auth/calendar'],
          upstream_params: { hd: { value: 'acme.example' } },
          set_user_root_attributes: 'on_first_login',
        },
      })
      addConnection(state, { name: 'Customers', strategy: 'auth0', clients: [shop] })
    },
    choices: { connections: ['google-oauth2', 'Customers'] },
  },
  {
    title: 'with a database of its own scripts, whose sign-up it opens behind the gate',
    gate: 'invite-only',
    furnish(state) {
      addConnection(state, {
        name: 'Legacy',
        strategy: 'auth0',
        clients: [addShop(state)],
        options: {
          disable_signup: true,
          enabledDatabaseCustomization: true,
          import_mode: false,
          customScripts: {
            login: 'function login() {}',
            create: 'function create() {}',
            get_user: '// code',
          },
          configuration: { DB_URL: '2.0$encrypted' },
          passwordPolicy: 'fair',
          password_history: { enable: true, size: 5 },
        },
      })
    },
    choices: { connections: ['Legacy'], openSignUp: ['Legacy'] },
  },
  {
    title: 'with both ways to say a password policy, whose sign-up it opens behind the gate',
    gate: 'invite-only',
    furnish(state) {
      addConnection(state, {
        name: 'Customers',
        strategy: 'auth0',
        clients: [addShop(state)],
        options: {
          disable_signup: true,
          passwordPolicy: 'good',
          password_complexity_options: { min_length: 15 },
          password_options: { complexity: { min_length: 15 }, history: { active: false } },
          brute_force_protection: true,
          mfa: { active: true, return_enroll_settings: true },
        },
      })
    },
    choices: { connections: ['Customers'], openSignUp: ['Customers'] },
  },
  {
    title: 'with a sign-up that it closed and leaves closed',
    furnish(state) {
      const options = { disable_signup: true, passwordPolicy: 'excellent' }
      addConnection(state, { name: 'Staff', strategy: 'auth0', options, clients: [addShop(state)] })
    },
    choices: { connections: ['Staff'] },
  },
  {
    title: 'with partials near the limit and a page template of its own',
    furnish(state) {
      addShop(state)
      addConnection(state, { name: 'Customers', strategy: 'auth0' })
      state.page_template =
        '<html><head>{%- auth0:head -%}</head><body>ours {%- auth0:widget -%}</body></html>'
      state.partials = {
        signup: {
          signup: { 'form-content-end': `<b>${'x'.repeat(9_700)}</b>`, 'form-footer-end': 'Imprint' },
        },
        'signup-id': { 'signup-id': { 'form-content-start': 'Welcome' } },
        login: { login: { 'form-content-end': 'Welcome back' } },
      }
    },
    choices: { connections: ['Customers'] },
  },
  {
    title: 'whose custom domain is pending verification',
    switches: { customDomain: false },
    furnish(state) {
      addShop(state)
      addConnection(state, { name: 'Customers', strategy: 'auth0' })
      const domain = { domain: 'login.acme.example', type: 'auth0_managed_certs', primary: true }
      state.custom_domains = [{ custom_domain_id: 'cd_1', ...domain, status: 'pending_verification' }]
    },
    choices: { connections: ['Customers'] },
  },
  {
    title: 'on the free plan: two requests a second, no partials',
    switches: { managementRateLimit: { perSecond: 2, burst: 2 }, partialsInPlan: false },
    furnish(state) {
      addShop(state)
      addConnection(state, { name: 'Username-Password-Authentication', strategy: 'auth0' })
    },
    choices: { connections: ['Username-Password-Authentication'] },
  },
  {
    title: 'with databases of other names only, of which two are for invitees',
    furnish(state) {
      const shop = addShop(state)
      addConnection(state, { name: 'Kunden', strategy: 'auth0', clients: [shop] })
      addConnection(state, { name: 'Händler', strategy: 'auth0', options: { requires_username: true } })
      addConnection(state, { name: 'Archiv', strategy: 'auth0', options: { disable_signup: true } })
      addConnection(state, { name: 'acme-okta', strategy: 'okta', clients: [shop] })
    },
    choices: { connections: ['Kunden', 'Händler', 'acme-okta'] },
  },
  {
    title: 'with several custom domains',
    furnish(state) {
      addShop(state)
      addConnection(state, { name: 'Customers', strategy: 'auth0' })
      const domain = (id: string, name: string, status: string) => ({
        custom_domain_id: id,
        domain: name,
        status,
        type: 'self_managed_certs',
        primary: false,
      })
      state.custom_domains = [
        domain('cd_1', 'login.acme.example', 'ready'),
        domain('cd_2', 'login.acme.example.org', 'pending_verification'),
      ]
    },
    choices: { connections: ['Customers'] },
  },
]

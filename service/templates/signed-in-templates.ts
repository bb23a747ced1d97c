import { actions, flag, html, text } from './variable.ts'

const ways = actions('The ways on from here')

const area = (about: string) => ({
  about,
  variables: {
    lead: html('The sentence below the heading; may be empty'),
    buttons: html('What can be done here, beside the heading; may be empty'),
    main: html('Everything below the heading, with all its forms'),
  },
  needs: ['main'] as const,
})

/** The pages of members and administrators; part of `pageTemplates`. */
export const signedInTemplates = {
  account: {
    about: 'A member’s own page, in `account-layout`',
    variables: {
      name: text('What people call the member'),
      address: text('The address of the account'),
      initials: text('Two letters instead of a picture'),
      is_wrong: flag('Whether the form has to be filled in again'),
      notice: html('What has just come of something that the member did; empty where nothing was done'),
      profile: html('The fields that can be changed, those that cannot, what is wrong with them, the button'),
      password: html('The way to a new password, or whose password it is'),
      joined: html('Which invitations brought them, what each gave, and which terms they agreed to'),
      data: html('The way to a copy of all this, as a file'),
    },
    needs: ['profile'],
  },
  'account-sign-in': {
    about: 'The way in to the page of the account',
    variables: { is_ended: flag('Whether a session has ended'), actions: ways },
    needs: ['actions'],
  },
  'account-notice': {
    about: 'Around the page of the account: not let in, not reachable, log-in ended, form too old',
    variables: {
      sentence: text('What happened'),
      form: html('The button that sends a change again; empty where there is none to save'),
      actions: ways,
    },
    needs: ['actions'],
  },
  'admin-sign-in': {
    about: 'The way in for administrators',
    variables: { is_ended: flag('Whether a session has ended'), actions: ways },
    needs: ['actions'],
  },
  'admin-no-permission': {
    about: 'For somebody without any permission: whom to ask',
    variables: { who: text('Who is signed in'), actions: ways },
    needs: ['actions'],
  },
  'admin-notice': {
    about: 'Before and after administrators’ pages: signed out, not reachable, log-in ended, form too old',
    variables: {
      sentence: text('What happened'),
      form: html('The button that sends a form again; empty where there is none to save'),
      actions: ways,
    },
  },
  'admin-overview': area('What needs attention, and the charts, in `admin-layout`'),
  'admin-invitations': area('The table, one invitation, and what is done with them, in `admin-layout`'),
  'admin-invite': area('The form for inviting, and its result, in `admin-layout`'),
  'admin-imports': area('Imports, in `admin-layout`'),
  'admin-gate': area('The gate and what observing would have refused, in `admin-layout`'),
  'admin-policy': area('Policies and limits, in `admin-layout`'),
  'admin-webhooks': area('Deliveries of webhooks, in `admin-layout`'),
  'admin-audit': area('The audit log, in `admin-layout`'),
  'admin-refused': area('What is not there, or not allowed, in `admin-layout`'),
} as const

/** The templates of administrators' areas, which are all given the same. */
export type AreaTemplate = {
  [Name in keyof typeof signedInTemplates]: (typeof signedInTemplates)[Name] extends ReturnType<typeof area>
    ? Name
    : never
}[keyof typeof signedInTemplates]

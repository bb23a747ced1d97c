import { html, text, type Variables } from './variable.ts'

const head = html('The whole <head>: character set, title, stylesheet and script')
const brand = html('Your logo, or your name with its first letter')
const languages = html('Links to the same page in the other languages')
const signOut = html('The button that signs out')

/** Every frame around pages that an operator can replace, and what its template is given besides `commonVariables`. */
export const frameTemplates = {
  layout: {
    about: 'The frame around every page for invitees, and around every page that says one thing',
    variables: { head, brand, languages },
    needs: ['head', 'content'],
  },
  'account-layout': {
    about: 'The frame around the page of a member’s account',
    variables: { head, brand, languages, sign_out: signOut },
    needs: ['head', 'sign_out', 'content'],
  },
  'admin-layout': {
    about: 'The frame around administrators’ pages',
    variables: {
      head,
      brand,
      languages,
      sign_out: signOut,
      who: text('Who is signed in'),
      navigation: html('Links to the areas that this person may see'),
    },
    needs: ['head', 'sign_out', 'content'],
  },
} as const satisfies Record<
  string,
  { readonly about: string; readonly variables: Variables; readonly needs: readonly string[] }
>

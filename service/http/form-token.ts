/** What every form of somebody who is signed in brings back, to show that it comes from a page of this session. */
export const FORM_TOKEN = 'form_token'

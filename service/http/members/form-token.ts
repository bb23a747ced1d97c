/** What every form of a member's page brings back, to show that it comes from a page of this session. */
export const FORM_TOKEN = 'form_token'

import { describe, expect, it } from 'vitest'
import type { TenantProfile } from '../../../service/management/management-api.ts'
import { decideNewProfile } from '../../../service/work/decide-profile-repair.ts'

const promised = {
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  nickname: 'ada',
  picture: 'https://pictures.example/ada.png',
}
const identity = (provider: string) => ({ provider, userId: '1', connection: provider, isSocial: false })

const decide = (profile: TenantProfile, ...providers: string[]) =>
  decideNewProfile(
    { email: 'countess@example.com', profile, identities: providers.map(identity) },
    { profile: promised },
  )

describe('the profile that an invitation fills in', () => {
  it.each(['auth0', 'email', 'sms'])('fills in what the user has not given: %s', provider => {
    expect(decide({}, provider)).toEqual(promised)
    expect(decide({ given_name: 'Augusta', family_name: 'King' }, provider)).toEqual({
      name: 'Ada Lovelace',
      nickname: 'ada',
      picture: promised.picture,
    })
  })

  it('takes what Auth0 puts there by itself for nothing', () => {
    const defaults = {
      name: 'countess@example.com',
      nickname: 'countess',
      picture: 'https://s.gravatar.com/avatar/0',
    }
    expect(decide(defaults, 'auth0')).toEqual(promised)
  })

  it.each(['google-oauth2', 'samlp', 'facebook'])('leaves to %s what it keeps itself', provider => {
    expect(decide({}, provider)).toEqual({})
    expect(decide({}, 'auth0', provider)).toEqual({})
  })

  it('is nothing where nothing was promised', () => {
    const user = { email: undefined, profile: {}, identities: [identity('auth0')] }
    expect(decideNewProfile(user, { profile: {} })).toEqual({})
  })
})

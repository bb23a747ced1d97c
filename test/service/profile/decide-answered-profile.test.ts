import { describe, expect, it } from 'vitest'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { decideAnsweredProfile } from '../../../service/profile/decide-answered-profile.ts'

const answers = {
  given_name: 'Grace',
  name: 'Grace Hopper',
  nickname: 'amazing',
  picture: 'https://pictures.example/1.png',
  phone_number: '+41790000000',
  'user_metadata.team': 'Navy',
}
const identity = (provider: string) => ({ provider, userId: '1', connection: provider, isSocial: false })

function decide(user: Partial<TenantUser>, promised: Record<string, unknown> = {}) {
  const base = {
    email: 'grace@example.com',
    identities: [identity('auth0')],
    phoneNumber: undefined,
    profile: {},
    userMetadata: {},
  }
  return decideAnsweredProfile({ ...base, ...user }, answers, promised)
}

const { phone_number, 'user_metadata.team': team, ...root } = answers
const metadata = { phone_number, team }

describe('answers', () => {
  it.each(['auth0', 'email'])('go to the profile of somebody whose profile is Auth0’s own: %s', provider => {
    expect(decide({ identities: [identity(provider)] })).toEqual({ profile: root, userMetadata: metadata })
  })

  it('take the place of what Auth0 puts there by itself, and of nothing else', () => {
    const defaults = {
      name: 'grace@example.com',
      nickname: 'grace',
      picture: 'https://s.gravatar.com/avatar/0',
      given_name: 'G.',
    }
    expect(decide({ profile: defaults }).profile).toEqual({
      name: root.name,
      nickname: root.nickname,
      picture: root.picture,
    })
  })

  it('give way to what another provider brings, and go to user_metadata where it brings nothing', () => {
    const user = { identities: [identity('google-oauth2')], profile: { name: 'G. Hopper' } }
    const { name: _, ...others } = root
    expect(decide(user)).toEqual({ profile: {}, userMetadata: { ...others, ...metadata } })
  })

  it('judge by the identity whose attributes the user has, whatever is linked to it', () => {
    const both = [identity('auth0'), identity('google-oauth2')]
    expect(decide({ identities: both }).profile).toEqual(root)
    const { profile, userMetadata } = decide({ identities: both.reverse() })
    expect([profile, userMetadata]).toEqual([{}, { ...root, ...metadata }])
  })

  it('never touch the number that somebody logs in with', () => {
    const user = { phoneNumber: '+41790000001', identities: [identity('sms')] }
    expect(decide(user)).toEqual({ profile: root, userMetadata: { team } })
  })

  it('overwrite in user_metadata what the inviter had put there, and nothing else', () => {
    expect(decide({ userMetadata: { team: 'Army' } }, { team: 'Army' }).userMetadata).toEqual(metadata)
    expect(decide({ userMetadata: { team: 'Army' } }, { team: 'Navy' }).userMetadata).toEqual({
      phone_number,
    })
    expect(decide({ userMetadata: { team: 'Navy' } }, { team: 'Navy' }).userMetadata).toEqual({
      phone_number,
    })
  })
})

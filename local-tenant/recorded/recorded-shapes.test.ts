import { beforeAll, describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import { absentEndpoints, compareWithRecorded, recordedShapes, unrecordedFields } from './compare-shapes.ts'
import type { Answered } from './walk.ts'
import { walkTenant } from './walk-tenant.ts'

const local = createInMemoryTenant({ switches: { actionBuildMs: 0 } })
let answered: Answered[] = []

beforeAll(async () => {
  answered = await walkTenant(local)
})

describe('the recorded endpoints', () => {
  it('are walked, each of them', () => {
    const walked = new Set(answered.map(({ endpoint }) => endpoint))
    expect(Object.keys(recordedShapes).filter(endpoint => !walked.has(endpoint))).toEqual([])
    expect([...walked].filter(endpoint => !(endpoint in recordedShapes))).toEqual([])
  })

  it.each(Object.keys(recordedShapes))('%s answers as recorded', endpoint => {
    const shape = recordedShapes[endpoint] ?? { statuses: [] }
    const answers = answered.filter(step => step.endpoint === endpoint)
    const differences = answers.flatMap(({ status, answer }) => compareWithRecorded(shape, status, answer))
    expect(differences).toEqual([])
    const isKnown = shape.usual !== undefined || shape.other !== undefined
    const successes = answers.filter(({ status }) => isKnown && status < 300)
    const extra = successes.flatMap(({ answer }) => unrecordedFields(endpoint, answer))
    expect(extra).toEqual([])
  })

  it.each(absentEndpoints)('%s is absent, and answers 501 naming itself', async endpoint => {
    const [method = '', path = ''] = endpoint.split(' ')
    const filled = path.replace(/\{\w+\}/g, 'x')
    const { status, body } = await local.call<object>(method, filled, method === 'GET' ? undefined : {})
    expect({ status, ...body }).toMatchObject({
      status: 501,
      message: `The local tenant has no ${method} /api/v2${filled}.`,
    })
  })
})

export interface Action {
  id: string
  name: string
  code: string
  runtime: string
  status: 'pending' | 'built'
  built_at?: string
  deployed_version?: { id: string; number: number; code: string; runtime: string; secrets: Secret[] }
  supported_triggers: { id: string; version: string }[]
  dependencies: { name: string; version: string }[]
  secrets: Secret[]
  created_at: string
  updated_at: string
}

export interface Secret {
  name: string
  value: string
  updated_at: string
}

export interface Binding {
  id: string
  trigger_id: string
  action_id: string
  display_name: string
}

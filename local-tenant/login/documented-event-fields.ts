/**
 * The fields of the two events, as dotted paths, read from the documentation. Left out is what it marks as Enterprise
 * or Early Access: not every tenant has it, so nothing may rely on it. `.*` is a dictionary or a list of objects whose
 * content the documentation leaves open.
 */

/** https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object */
export const postLoginEventFields = words(`
  authentication.methods.* authentication.riskAssessment.*
  authorization.roles
  client.client_id client.metadata.* client.name
  connection.id connection.metadata.* connection.name connection.strategy
  custom_domain.domain custom_domain.domain_metadata.*
  organization.id organization.display_name organization.metadata.* organization.name
  prompt.id prompt.fields.* prompt.vars.*
  request.asn request.body.* request.hostname request.ip request.language request.method request.query.*
  request.user_agent
  request.geoip.cityName request.geoip.continentCode request.geoip.countryCode request.geoip.countryCode3
  request.geoip.countryName request.geoip.latitude request.geoip.longitude request.geoip.subdivisionCode
  request.geoip.subdivisionName request.geoip.timeZone
  resource_server.identifier
  secrets.*
  security_context.ja3 security_context.ja4
  session.id session.actor.sub
  stats.logins_count
  tenant.id
  transaction.id transaction.acr_values transaction.linking_id transaction.locale transaction.login_hint
  transaction.prompt transaction.protocol transaction.redirect_uri transaction.requested_authorization_details.*
  transaction.requested_scopes transaction.response_mode transaction.response_type transaction.state
  transaction.ui_locales transaction.actor.* transaction.actor_token_type transaction.correlation_id
  transaction.metadata.* transaction.subject_token_type
  user.app_metadata.* user.created_at user.email user.email_verified user.family_name user.given_name
  user.last_password_reset user.name user.nickname user.phone_number user.phone_verified user.picture
  user.updated_at user.user_id user.user_metadata.* user.username user.enrolledFactors.* user.multifactor
  user.identities.*
`)

/** https://auth0.com/docs/customize/actions/reference/pre-user-registration/pre-user-registration-event-object */
export const preUserRegistrationEventFields = words(`
  authentication.riskAssessment.*
  client.client_id client.metadata.* client.name
  connection.id connection.metadata.* connection.name connection.strategy
  custom_domain.domain custom_domain.domain_metadata.*
  request.body.* request.hostname request.ip request.language request.method request.user_agent
  request.geoip.cityName request.geoip.continentCode request.geoip.countryCode request.geoip.countryCode3
  request.geoip.countryName request.geoip.latitude request.geoip.longitude request.geoip.subdivisionCode
  request.geoip.subdivisionName request.geoip.timeZone
  secrets.*
  security_context.ja3 security_context.ja4
  tenant.id
  transaction.acr_values transaction.locale transaction.login_hint transaction.prompt transaction.protocol
  transaction.redirect_uri transaction.requested_scopes transaction.response_mode transaction.response_type
  transaction.state transaction.ui_locales transaction.correlation_id
  user.app_metadata.* user.email user.family_name user.given_name user.name user.nickname user.phone_number
  user.picture user.user_metadata.* user.username
`)

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

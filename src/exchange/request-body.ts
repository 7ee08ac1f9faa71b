import type { BodyEncoding } from "./outcome.ts";

/** The public id and the secret of a Login with Amazon security profile. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A request body with its media type. */
export interface RequestBody {
  readonly contentType: string;
  readonly text: string;
}

/** The pre-registration request (README, facts P6, P8): `scope_data` is an object in JSON, its JSON text in a form. */
export function preregistrationBody(request: {
  readonly credentials: Credentials;
  readonly deviceModel: string;
  readonly dsn: string;
  readonly encoding: BodyEncoding;
}): RequestBody {
  const parameters = {
    grant_type: "device_preregistration",
    client_id: request.credentials.clientId,
    client_secret: request.credentials.clientSecret,
    scope: "dash:replenish",
  };
  const scopeData = {
    product_instance_attributes: { device_serial_number: request.dsn, device_model: request.deviceModel },
  };
  if (request.encoding === "json") {
    return { contentType: "application/json", text: JSON.stringify({ ...parameters, scope_data: scopeData }) };
  }
  return formBody({ ...parameters, scope_data: JSON.stringify(scopeData) });
}

/** The standard refresh request (RFC 6749 section 6), form-encoded as Login with Amazon documents it. */
export function refreshBody(request: {
  readonly credentials: Credentials;
  readonly refreshToken: string;
}): RequestBody {
  return formBody({
    grant_type: "refresh_token",
    refresh_token: request.refreshToken,
    client_id: request.credentials.clientId,
    client_secret: request.credentials.clientSecret,
  });
}

/** URLSearchParams writes "+" as %2B; unescaped, the DSN A+B would arrive as "A B" (WHATWG URL, form encoding). */
function formBody(parameters: Readonly<Record<string, string>>): RequestBody {
  return { contentType: "application/x-www-form-urlencoded", text: new URLSearchParams(parameters).toString() };
}

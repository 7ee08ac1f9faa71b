import { expect, test } from "vitest";
import { preregistrationBody, refreshBody } from "./request-body.ts";

const device = {
  credentials: { clientId: "amzn1.application-oa2-client.0", clientSecret: "s+e c&r=t" },
  deviceModel: "M",
  dsn: "A+B_1-2",
};

test("the JSON body nests the device as the document's example does", () => {
  const body = preregistrationBody({ ...device, encoding: "json" });
  expect(body.contentType).toBe("application/json");
  expect(JSON.parse(body.text)).toEqual({
    grant_type: "device_preregistration",
    client_id: "amzn1.application-oa2-client.0",
    client_secret: "s+e c&r=t",
    scope: "dash:replenish",
    scope_data: { product_instance_attributes: { device_serial_number: "A+B_1-2", device_model: "M" } },
  });
});

test("the form body writes + as %2B, and scope_data as JSON text", () => {
  const body = preregistrationBody({ ...device, encoding: "form" });
  expect(body.contentType).toBe("application/x-www-form-urlencoded");
  expect(body.text).toContain(
    "scope_data=%7B%22product_instance_attributes%22%3A%7B%22device_serial_number%22%3A%22A%2BB_1-2%22%2C%22device_model%22%3A%22M%22%7D%7D",
  );
  expect(body.text).toContain("scope=dash%3Areplenish");
  expect(body.text).toContain("client_secret=s%2Be+c%26r%3Dt");
  expect(body.text).not.toContain("A+B");
});

test("a refresh is the standard form", () => {
  const { text } = refreshBody({ credentials: device.credentials, refreshToken: "Atzr|x+y" });
  expect(Object.fromEntries(new URLSearchParams(text))).toEqual({
    grant_type: "refresh_token",
    refresh_token: "Atzr|x+y",
    client_id: "amzn1.application-oa2-client.0",
    client_secret: "s+e c&r=t",
  });
  expect(text).toContain("Atzr%7Cx%2By");
});

/**
 * A catalog whose serials a test can compose by hand: with a week and a choice, with a Luhn digit over the others, so that
 * a wrong check character can be told, and bare.
 */
export const serialsCatalog = `format: boxproof-catalog/1
maker: { name: Test }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0 }]
models:
  - deviceModel: ONE
    name: One
    securityProfile: main
    listings: []
    serial:
      scheme: [T, { oneOf: [A, B] }, { week: 01-53 }, { counter: 0001-0500 }]
      planned: 100
    boxCodes: []
  - deviceModel: CHECKED
    name: Checked
    securityProfile: main
    listings: []
    serial: { scheme: [{ year: 24-33 }, { counter: 0001-0500 }, { check: luhn-10 }] }
    boxCodes: []
  - deviceModel: NARROW
    name: Narrow
    securityProfile: main
    listings: []
    serial: { scheme: [N, { counter: 01-99 }], pattern: "^N[0-8][0-9]$" }
    boxCodes: []
  - deviceModel: BARE
    name: Bare
    securityProfile: main
    listings: []
    serial: { pattern: "^X[0-9]{4}$" }
    boxCodes: []
`;

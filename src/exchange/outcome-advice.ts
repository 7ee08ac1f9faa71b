import type { Outcome, OutcomeName, Refusal } from "./outcome.ts";

/** What an outcome means for the maker, and what to do next; both are sentences. */
export interface Advice {
  readonly means: string;
  readonly next: string;
}

/** Explains an outcome to a person. The three documented refusals are those of "Integrating Pre-registration". */
export function adviseOn(outcome: Outcome): Advice {
  if (outcome.outcome === "refused_locally") return { means: refusalMeans, next: refusalNext[outcome.reason] };
  return adviceOf[outcome.outcome];
}

const adviceOf: Readonly<Record<Exclude<OutcomeName, "refused_locally">, Advice>> = {
  exchanged: {
    means:
      "The device was bought with Dash Replenishment, its box was scanned, and the app can skip the product selection.",
    next: "Nothing. The tokens were not kept.",
  },
  not_preregistered: {
    means:
      "The device was not sold on Amazon, the customer skipped the selection, or the box was not scanned when it was shipped.",
    next: "The app goes on with the standard flow. If the device was a test purchase, check its shipment and the scan.",
  },
  model_not_onboarded: {
    means: "Amazon does not know this device model, so no serial of it can be pre-registered.",
    next: "Compare the device model with the one that was onboarded, letter by letter, and ask your Amazon contact.",
  },
  foreign_credentials: {
    means: "The model belongs to another security profile than these credentials.",
    next: "Use the credentials of the profile with which the model was onboarded.",
  },
  rejected_400_unclassified: {
    means:
      "Amazon documents three refusals with status 400 but not their bodies: not pre-registered, model not onboarded, model of other credentials. It is one of them, or the request is wrong.",
    next: "Compare the answer's error with that to a serial that was never sold. It is not proof that the device was sold elsewhere.",
  },
  client_auth: {
    means:
      'The client id or secret is wrong, so nothing was learnt about the serial. An app that only asks "is it 200?" takes this for "not pre-registered" and sends every customer through the standard flow.',
    next: "Check the client id in the catalog and the secret's file, and make the app tell a 401 from a 400.",
  },
  throttled: {
    means: "The endpoint wants fewer requests; nothing was learnt about the serial.",
    next: 'Ask again later. An app must not take this for "not pre-registered".',
  },
  unavailable: {
    means: "No usable answer came; nothing was learnt about the serial.",
    next: 'Check the network and the endpoint, then ask again. An app must not take this for "not pre-registered".',
  },
  protocol_violation: {
    means: "What answered does not keep to the protocol; it may not be the token endpoint at all.",
    next: "Check the endpoint's host and path. If they are right, give the request id to your Amazon contact.",
  },
};

const refusalMeans = "Nothing was sent, so nothing was learnt about the serial.";

const refusalNext: Readonly<Record<Refusal, string>> = {
  dsn: "Give the serial exactly as it stands in the symbol on the box.",
  "device-model": "Give the device model exactly as in the catalog.",
  "model-unknown": "Add the model to the catalog, or correct its name.",
  "pattern-mismatch": "Check the serial. If it is right, the pattern is wrong, and Amazon's scan would refuse the box.",
  "live-not-allowed": "Give --live and --test-purchases FILE, or use boxproof simulator.",
  "not-a-test-purchase": "If the device was bought as a test purchase, add the line model,dsn to the list.",
  "batch-stopped": "Put right what stopped the batch, then run it again.",
};

import { byId } from "./fill.ts";

byId("diff", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());

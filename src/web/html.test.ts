import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html } from "./html.ts";

describe("html", () => {
  it("escapes whatever could begin or end a tag, an entity or an attribute", () => {
    expect(html`<p title="${`"'`}">${"<script>&amp;"}</p>`.text).toBe(
      '<p title="&#34;&#39;">&#60;script&#62;&#38;amp;</p>',
    );
  });

  it("keeps nested templates, joins lists, leaves out undefined and false, and keeps 0 and empty text", () => {
    const row = (name: string) => html`<li>${name}</li>`;
    expect(html`<ul>${["a", "<"].map(row)}${undefined}${false}${0}${""}</ul>`.text).toBe(
      "<ul><li>a</li><li>&#60;</li>0</ul>",
    );
  });

  it("never lets a text add a tag or leave its attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { text: page } = html`<a title="${text}">${text}</a>`;
        expect(page.match(/[<>"]/g)).toEqual(["<", '"', '"', ">", "<", ">"]);
      }),
    );
  });
});

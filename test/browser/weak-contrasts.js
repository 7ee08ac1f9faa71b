// Runs in a page as it is: texts whose contrast with what lies behind them is below 4.5 : 1 (WCAG 2.2, 1.4.3), as the
// browser has computed the colours. Text that only screen readers get is left out, and drawings, whose colours are the
// page's own.
(() => {
  const parse = (text) => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return text.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], behind) => [
    r * a + behind[0] * (1 - a),
    g * a + behind[1] * (1 - a),
    b * a + behind[2] * (1 - a),
    1,
  ];
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backdrop = (element) => {
    if (element === null) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] >= 1 ? own : over(own, backdrop(element.parentElement));
  };
  const faults = [];
  let count = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.textContent ?? "").trim();
    if (text === "" || element.closest(".hidden, .skip, #regex-marks, script, option, svg")) continue;
    if (element.getClientRects().length === 0) continue;
    count += 1;
    const behind = backdrop(element);
    const front = over(parse(getComputedStyle(element).color), behind);
    const [light, dark] = [luminance(front), luminance(behind)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faults.push(`${ratio.toFixed(2)} ${element.className} ${text.slice(0, 40)}`);
  }
  return { count, faults };
})();

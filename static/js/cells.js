/* Cells of a spreadsheet: text from the clipboard to rows of values, and which column is which. */

export const folded = (words) =>
  words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").replace(/[^a-z0-9']+/g, " ").trim();

/* Rows of tab-separated cells, quotes honoured; text without tabs is read by semicolons or commas when it has several. */
export function table(text) {
  const clean = text.replace(/\r\n?/g, "\n").replace(/^\ufeff/, "").replace(/\n+$/, "");
  const first = clean.split("\n", 1)[0];
  const mark = ["\t", ";", ","].find((each) => first.includes(each)) || "\t";
  const rows = [[""]];
  let quoted = false;
  for (let place = 0; place < clean.length; place += 1) {
    const char = clean[place];
    const row = rows.at(-1);
    if (quoted) {
      if (char !== '"') row[row.length - 1] += char;
      else if (clean[place + 1] === '"') row[row.length - 1] += clean[(place += 1)];
      else quoted = false;
    } else if (char === '"' && row.at(-1) === "") quoted = true;
    else if (char === mark) row.push("");
    else if (char === "\n") rows.push([""]);
    else row[row.length - 1] += char;
  }
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean));
}

/* The element of each heading; null when the first row is no heading. `known` is {element: [folded names]}. */
export function headings(cells, known) {
  const names = new Map(Object.entries(known).flatMap(([key, all]) => all.map((name) => [name, key])));
  const seen = new Set();
  const found = cells.map((cell) => {
    const name = folded(cell);
    const key = names.get(name) || names.get(name.replace(/ (kgs?|lbs?|usd|cad|us|ca)$/, "")) || "";
    if (!key || seen.has(key)) return "";
    seen.add(key);
    return key;
  });
  return seen.size >= Math.min(2, cells.length) ? found : null;
}

/* "2,650.50", "2 650,5" and "$1 200" as "2650.50", "2650.5" and "1200"; anything else stays as it was. */
export function plainNumber(value) {
  const bare = value.replace(/[\u00a0\u202f]/g, " ").replace(/^[$€ ]+|[$€ ]+$/g, "");
  if (/^\d{1,3}([ ,'’]\d{3})+(\.\d+)?$/.test(bare)) return bare.replace(/[ ,'’]/g, "");
  if (/^\d{1,3}([ .]\d{3})+,\d+$/.test(bare)) return bare.replace(/[ .]/g, "").replace(",", ".");
  if (/^\d+,\d{1,2}$/.test(bare)) return bare.replace(",", ".");
  return /^\d+(\.\d+)?$/.test(bare) ? bare : value;
}

// Completion of keys and values from the schema of the file.

import { kind, text } from "./texts.js";

/** A source of completions for the editor; `schema` gives the schema, or null. */
export function completions(schema) {
  return (context) => {
    const root = schema();
    if (!root) return null;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/^\s*#|\s#/.test(before)) return null;
    return inBraces(context, root, line, before) ?? valueOf(context, root, line, before) ??
      keyAt(context, root, line, before);
  };
}

/** Inside `{ … }` on one line, as rows of tables are written. */
function inBraces(context, root, line, before) {
  const open = before.match(/^(\s*(?:- )*)(?:([\w-]+):\s+)?\{([^{}]*)$/);
  if (!open) return null;
  const [, lead, key, inside] = open;
  const path = pathAt(context.state.doc, line.number, lead.length);
  const schemas = resolve(root, key ? [...path, key] : path);
  const value = inside.match(/(?:^|,)\s*([\w-]+):\s*([^,]*)$/);
  if (value) return values(context, schemas.flatMap((one) => property(root, one, value[1])), value[2]);
  const word = inside.match(/(?:^|,)\s*([\w-]*)$/);
  return word && keys(context, root, schemas, word[1], inside.match(/[\w-]+(?=:)/g) ?? [], false);
}

function valueOf(context, root, line, before) {
  const match = before.match(/^(\s*(?:- )*)([\w-]+):\s+(\S*)$/);
  if (!match) return null;
  const path = pathAt(context.state.doc, line.number, match[1].length);
  return values(context, resolve(root, [...path, match[2]]), match[3]);
}

function keyAt(context, root, line, before) {
  const match = before.match(/^(\s*(?:- )*)([\w-]*)$/);
  if (!match || (match[2] === "" && !context.explicit)) return null;
  const path = pathAt(context.state.doc, line.number, match[1].length);
  return keys(context, root, resolve(root, path), match[2], siblings(context.state.doc, line.number, match[1].length), true);
}

function keys(context, root, schemas, word, taken, isBlock) {
  const options = [];
  for (const schema of schemas) {
    for (const [name, raw] of Object.entries(schema.properties ?? {})) {
      if (taken.includes(name) && name !== word) continue;
      const own = follow(root, raw);
      const isRequired = (schema.required ?? []).includes(name);
      const type = own.format ?? own.type;
      options.push({
        label: name,
        type: "property",
        detail: [kind(type), isRequired ? text("required") : ""].filter(Boolean).join(", "),
        info: raw.description ?? own.description,
        apply: isBlock && (own.type === "object" || own.type === "array") ? `${name}:` : `${name}: `,
        // In the order of the schema.
        boost: Math.max(99 - options.length, -99),
      });
    }
  }
  return options.length ? { from: context.pos - word.length, options, validFor: /^[\w-]*$/ } : null;
}

function values(context, schemas, word) {
  const choices = schemas.flatMap((one) => one.enum ?? (one.type === "boolean" ? ["có", "không"] : []));
  const options = choices.map((choice) => ({ label: String(choice), type: "enum" }));
  return options.length ? { from: context.pos - word.length, options } : null;
}

/**
 * The keys that lead to a line, "[]" for an item of a list. `column` is where the key of the line stands, behind its dashes.
 */
export function pathAt(doc, number, column) {
  const path = [];
  let limit = column;
  // The line's own dash makes it an item.
  const own = doc.line(number).text.match(/^(\s*)- /);
  let mayShare = false;
  if (own && own[0].length <= column) {
    path.unshift("[]");
    [limit, mayShare] = [own[1].length, true];
  }
  for (let above = number - 1; above >= 1 && (limit > 0 || mayShare); above -= 1) {
    const line = doc.line(above).text;
    const match = line.match(/^(\s*)((?:- )*)(?:([\w-]+):(?:\s|$))?/);
    if (/^\s*(#|$)/.test(line)) continue;
    const [, spaces, dashes, key] = match;
    const at = spaces.length + dashes.length;
    if (dashes && at === limit && !mayShare) {
      // The first key of the item that the line belongs to.
      path.unshift("[]");
      [limit, mayShare] = [spaces.length, true];
    } else if (key && (at < limit || (mayShare && at <= limit && !dashes))) {
      path.unshift(key);
      [limit, mayShare] = [at, false];
      if (dashes) {
        path.unshift("[]");
        [limit, mayShare] = [spaces.length, true];
      }
    }
  }
  return path;
}

/** The keys that stand beside the one of a line. */
function siblings(doc, number, column) {
  const found = [];
  const look = (step) => {
    for (let at = number + step; at >= 1 && at <= doc.lines; at += step) {
      const line = doc.line(at).text;
      if (/^\s*(#|$)/.test(line)) continue;
      const [lead, , dashes] = line.match(/^(\s*)((?:- )*)/);
      if (lead.length === column) {
        const key = line.slice(column).match(/^([\w-]+):/);
        if (key && !(dashes && step > 0)) found.push(key[1]);
        if (dashes) return;
      } else if (lead.length < column) return;
    }
  };
  look(-1);
  look(1);
  return found;
}

/** The schemas of what stands at a path: several where there are alternatives. */
export function resolve(root, path) {
  return path.reduce(
    (schemas, step) => schemas.flatMap((one) => property(root, one, step)),
    alternatives(root, root),
  );
}

function property(root, schema, step) {
  const raw = step === "[]" ? schema.items : schema.properties?.[step];
  return raw ? alternatives(root, raw) : [];
}

function alternatives(root, raw, depth = 0) {
  const own = follow(root, raw);
  // A schema that refers to itself ends somewhere.
  return own.anyOf && depth < 8 ? own.anyOf.flatMap((one) => alternatives(root, one, depth + 1)) : [own];
}

function follow(root, raw) {
  let schema = raw;
  for (let depth = 0; schema.$ref && depth < 30; depth += 1) {
    schema = schema.$ref.slice(2).split("/").reduce((at, name) => at?.[name], root) ?? {};
  }
  return schema;
}

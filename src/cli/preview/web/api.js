// Questions to the program. Every address is below the one of this page, which holds the token of this run.

/** What the program does not do, with its reason. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? String(status));
    this.status = status;
    this.body = body;
  }
}

/** The program gives no answer at all. */
export class NoAnswer extends Error {}

async function ask(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`api/${path}`, options).catch((error) => {
    throw new NoAnswer(error.message);
  });
  if (response.ok) return response;
  throw new Refused(response.status, await response.json().catch(() => ({})));
}

const json = async (path, body) => (await ask(path, body)).json();
const named = (path) => `path=${encodeURIComponent(path)}`;

/** The report as it is on the disk. */
export const state = () => json("state");
/** The report with texts that are not saved: [{ path, text }]. */
export const typed = (texts) => json("typed", texts);
/** Waits until something changes on the disk after change number `after`, or for a while. */
export const changes = (after) => json(`changes?after=${after}`);
export const page = async (hash) => (await ask(`pages/${hash}`)).text();
export const origin = (where) => json("origin", where);
export const schema = (path) => json(`schema?${named(path)}`);
export const open = (path) => json(`file?${named(path)}`);
export const save = (file) => json("save", file);
export const render = (view) => json("render", { view });
/** Title, number and day of a view, and the numbers under which it was issued before. */
export const issued = (view) => json(`issued?view=${view}`);
export const issue = (form) => json("issue", form);
/** A text with the number and day that its report was given: { text, serial, date }. */
export const numbered = (of) => json("numbered", of);
/** The templates that the program carries: [{ id, line, there }]. */
export const gallery = () => json("gallery");
export const galleryPicture = async (id) => (await ask(`gallery/${encodeURIComponent(id)}`)).text();
export const addTemplate = (id) => json(`gallery/${encodeURIComponent(id)}`, {});
export const resultAddress = (index) => `api/results/${index}`;

// The files that are open: what stands in the editor, what is on the disk, and saving the one over the other.

import * as api from "./api.js";

/**
 * A file is { path, writable, hash, saved, state, theirs }: `hash` and `saved` are of the text on the disk that the text in the
 * editor comes from, `state` is the editor's while another file is shown, and `theirs` is what another program wrote meanwhile.
 */
export class Files {
  #open = new Map();
  #opening = new Map();
  #saving = null;
  #failed;
  #editor;
  current = null;

  /** `failed` is called with an error and the path of the file that it is about. */
  constructor(editor, failed) {
    this.#editor = editor;
    this.#failed = failed;
  }

  get all() {
    return [...this.#open.values()];
  }

  has(path) {
    return this.#open.has(path);
  }

  /** The file of that name, opened once however often it is asked for. */
  async get(path) {
    if (!this.#opening.has(path)) this.#opening.set(path, this.#read(path));
    try {
      return await this.#opening.get(path);
    } catch (error) {
      this.#opening.delete(path);
      throw error;
    }
  }

  async #read(path) {
    const opened = await api.open(path);
    const { hash, writable, text: saved } = opened;
    const file = { path, hash, writable, saved, state: this.#editor.newState(opened), theirs: null };
    this.#open.set(path, file);
    return file;
  }

  /** Shows a file in the editor. */
  switchTo(file) {
    if (file === this.current) return;
    if (this.current) this.current.state = this.#editor.state;
    this.current = file;
    this.#editor.show(file.state);
  }

  /** The text of a file as it stands in the editor. */
  text(file) {
    return this.#editor.text(file === this.current ? this.#editor.state : file.state);
  }

  isDirty(file) {
    return file.writable && this.text(file) !== file.saved;
  }

  get dirty() {
    return this.all.filter((file) => this.isDirty(file));
  }

  /** Saves until nothing is unsaved. False when something stands in the way. */
  save() {
    this.#saving ??= this.#saveAll().finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #saveAll() {
    for (let [file] = this.dirty; file; [file] = this.dirty) {
      if (!(await this.#saveOne(file))) return false;
    }
    return true;
  }

  async #saveOne(file) {
    const text = this.text(file);
    try {
      const { hash } = await api.save({ path: file.path, base: file.hash, text });
      Object.assign(file, { hash, saved: text, theirs: null });
      this.#endComparison(file);
      return true;
    } catch (error) {
      if (error.status === 409) file.theirs = error.body.now;
      else this.#failed(error, file.path);
      return false;
    }
  }

  /** Looks whether files have changed on the disk. Gives those that were loaded again. */
  async lookAtDisk() {
    const loaded = [];
    for (const file of this.all) {
      const now = await this.#onDisk(file);
      if (!now) continue;
      if (now.hash === file.hash) {
        // Back to what is known here.
        if (file.theirs && !file.theirs.isCompared) file.theirs = null;
      } else if (this.isDirty(file)) {
        this.#endComparison(file);
        file.theirs = now;
      } else {
        this.#load(file, now);
        loaded.push(file);
      }
    }
    return loaded;
  }

  /** A file as it is on the disk, not as it was before a save of ours that ended meanwhile. */
  async #onDisk(file) {
    for (;;) {
      const known = file.hash;
      const now = await api.open(file.path).catch(() => null);
      await this.#saving;
      if (file.hash === known) return now;
    }
  }

  /** Puts the text on the disk in the place of the one in the editor. */
  #load(file, now, isUndoable = false) {
    const isCurrent = file === this.current;
    if (isCurrent && this.#editor.endsLinesAs(now.text)) {
      this.#editor.replace(now.text, isUndoable);
    } else {
      file.state = this.#editor.newState(now);
      if (isCurrent) this.#editor.show(file.state);
    }
    Object.assign(file, { hash: now.hash, saved: now.text, writable: now.writable, theirs: null });
  }

  /** Shows where the text differs from what another program wrote, and saves over that from now on: it has been seen. */
  compare(file) {
    const { theirs } = file;
    theirs.isCompared = true;
    Object.assign(file, { hash: theirs.hash, saved: theirs.text });
    this.#editor.compareWith(theirs.text);
  }

  /** Takes what another program wrote; what stood here can be brought back by undoing. */
  takeTheirs(file) {
    const { theirs } = file;
    this.#endComparison(file);
    this.#load(file, theirs, true);
  }

  /** Ends a conflict about which the texts no longer differ. */
  settle(file) {
    if (!file.theirs || this.isDirty(file)) return;
    if (file.theirs.isCompared) {
      this.#endComparison(file);
      file.theirs = null;
    } else {
      this.#load(file, file.theirs);
    }
  }

  #endComparison(file) {
    if (!file.theirs?.isCompared) return;
    if (file === this.current) this.#editor.compareWith(null);
    else file.state = this.#editor.withoutComparison(file.state);
  }
}

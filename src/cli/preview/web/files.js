// The files that are open: what stands in the editor, what is on the disk, and saving the one over the other.

import * as api from "./api.js";
import { merge } from "./merge.js";

/**
 * A file is { path, writable, hash, saved, state, theirs }: `hash` and `saved` are of the text on the disk that the text in the
 * editor comes from, `state` is the editor's while another file is shown, and `theirs` is what another program wrote meanwhile.
 * `dropped` is the text that was given up for theirs, as long as it can be brought back. A file that has gone from the disk
 * `isGone`; `saves` counts how often it was saved here.
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
    const state = this.#editor.newState(opened);
    const file = { path, hash, writable, saved, state, theirs: null, dropped: null, isGone: false, saves: 0 };
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
    return file.isGone || (file.writable && this.text(file) !== file.saved);
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
      const { hash } = await api.save({ path: file.path, base: file.isGone ? null : file.hash, text });
      this.#endComparison(file);
      Object.assign(file, { hash, saved: text, theirs: null, dropped: null, isGone: false, saves: file.saves + 1 });
      return true;
    } catch (error) {
      if (error.status === 409) file.theirs = error.body.now;
      else if (error.status === 404) file.isGone = true;
      else this.#failed(error, file.path);
      return false;
    }
  }

  /** Looks whether files have changed on the disk. Gives those that were loaded again. */
  async lookAtDisk() {
    const loaded = [];
    for (const file of this.all) {
      const now = await this.#onDisk(file);
      file.isGone = now === null && file.writable;
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
      const { saves } = file;
      const now = await api.open(file.path).catch((error) => {
        // Only what is told to be missing is.
        if (error.status === 404) return null;
        throw error;
      });
      await this.#saving;
      if (file.saves === saves) return now;
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
    const { hash, text: saved, writable } = now;
    Object.assign(file, { hash, saved, writable, theirs: null, dropped: null });
  }

  /**
   * Takes what only the other program changed into the text, and shows where it still differs from theirs: what is saved from now
   * on is saved over that, since it has been seen. Gives in how many places both had changed the same.
   */
  compare(file) {
    const { theirs } = file;
    const plain = (text) => text.split(/\r\n?|\n/).join("\n");
    const { text, conflicts } = merge(...[file.saved, this.text(file), theirs.text].map(plain));
    // Undoing takes back what was typed, not what came from elsewhere.
    this.#editor.replace(text.split("\n").join(this.#editor.state.lineBreak), false);
    theirs.isCompared = true;
    Object.assign(file, { hash: theirs.hash, saved: theirs.text });
    this.#editor.compareWith(theirs.text);
    return conflicts;
  }

  /** Takes what another program wrote; what stood here can be brought back by undoing, and then is in conflict again. */
  takeTheirs(file) {
    const { theirs } = file;
    const dropped = { text: this.text(file), hash: file.hash, saved: file.saved, theirs };
    this.#endComparison(file);
    this.#load(file, theirs, true);
    file.dropped = dropped;
  }

  /** Ends a conflict about which the texts no longer differ, or begins it again. */
  settle(file) {
    const { dropped } = file;
    if (dropped && this.text(file) === dropped.text) {
      const { hash, saved, theirs } = dropped;
      Object.assign(file, { hash, saved, theirs: { ...theirs, isCompared: false }, dropped: null });
    }
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

// The files that are open: what stands in the editor, what is on the disk, and saving the one over the other.

import * as api from "./api.js";
import { merge } from "./merge.js";

/** A text whose lines end alike. */
const plain = (text) => text.split(/\r\n?|\n/).join("\n");

/**
 * A file is { path, writable, own, hash, saved, state, theirs }: `own` is whether it is the period's or the office's, `hash` and `saved` are of the text on the disk that the text in the
 * editor comes from, `state` is the editor's while another file is shown, and `theirs` is what another program wrote meanwhile.
 * `dropped` is the text that was given up for theirs, as long as it can be brought back. A file of the report that has gone from the
 * disk `isGone`; `saves` counts how often it was saved here.
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
    const { hash, writable, own, text: saved } = opened;
    const state = this.#editor.newState(opened);
    const file = { path, hash, writable, own, saved, state, theirs: null, dropped: null, isGone: false, saves: 0 };
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
    return file.isGone || this.text(file) !== file.saved;
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
    // One that cannot be saved does not keep the others from it.
    const failed = new Set();
    const next = () => this.dirty.find((file) => !failed.has(file));
    for (let file = next(); file; file = next()) {
      if (!(await this.#saveOne(file))) failed.add(file);
    }
    return failed.size === 0;
  }

  async #saveOne(file) {
    const text = this.text(file);
    try {
      const { hash } = await api.save({ path: file.path, base: file.isGone ? null : file.hash, text });
      this.#endComparison(file);
      Object.assign(file, { hash, saved: text, theirs: null, dropped: null, isGone: false, saves: file.saves + 1 });
      return true;
    } catch (error) {
      if (error.status === 409) return this.#meet(file, error.body.now);
      if (error.status === 404 && file.own) file.isGone = true;
      else this.#failed(error, file.path);
      return false;
    }
  }

  /** Looks whether files have changed on the disk. Gives those that were loaded again. */
  async lookAtDisk() {
    await Promise.allSettled(this.#opening.values());
    const loaded = [];
    for (const file of this.all) {
      try {
        if (this.#follow(file, await this.#onDisk(file))) loaded.push(file);
      } catch (error) {
        this.#failed(error, file.path);
      }
    }
    return loaded;
  }

  /** Brings a file up to what it is on the disk now, or in conflict with that. Says whether it was loaded again. */
  #follow(file, now) {
    file.isGone = now === null && file.own;
    if (!now) return false;
    if (now.hash === file.hash) {
      // Back to what is known here.
      if (file.theirs && !file.theirs.isCompared) file.theirs = null;
      return false;
    }
    if (this.isDirty(file)) return void this.#meet(file, now);
    this.#load(file, now);
    return true;
  }

  /** Another program has written what is on the disk now. Says whether that is no conflict, since the text is the same. */
  #meet(file, now) {
    this.#endComparison(file);
    const isSame = now.text === this.text(file);
    if (isSame) Object.assign(file, { hash: now.hash, saved: now.text, theirs: null, dropped: null, isGone: false });
    else file.theirs = now;
    return isSame;
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
    if (isCurrent && now.writable === file.writable) {
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
    const { text, conflicts } = merge(...[file.saved, this.text(file), theirs.text].map(plain));
    // Undoing takes back what was typed, not what came from elsewhere. Lines end as theirs do.
    this.#editor.replace(text.split("\n").join(theirs.text.includes("\r\n") ? "\r\n" : "\n"), false);
    theirs.isCompared = true;
    Object.assign(file, { hash: theirs.hash, saved: theirs.text });
    this.#editor.compareWith(theirs.text);
    this.settle(file);
    return conflicts;
  }

  /**
   * Takes what another program wrote. What stood here can be brought back by undoing, and then is in conflict again; says whether so,
   * which it is not for a file that may no longer be written.
   */
  takeTheirs(file) {
    const { theirs } = file;
    if (!theirs) return false;
    const isUndoable = theirs.writable === file.writable;
    const dropped = { text: this.text(file), hash: file.hash, saved: file.saved, theirs };
    this.#endComparison(file);
    this.#load(file, theirs, true);
    if (isUndoable) file.dropped = dropped;
    return isUndoable;
  }

  /** Ends a conflict about which the texts no longer differ, or begins it again. */
  settle(file) {
    const { dropped } = file;
    if (dropped && plain(this.text(file)) === plain(dropped.text)) {
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

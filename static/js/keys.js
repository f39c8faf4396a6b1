// The drawing by keyboard: along flows with left and right, within a tier with up and down.

export class Keys {
  /** `choose(id)`, `open()`, `expand(id)`, `zoom(direction)` and `leave()` do what a key asks for. */
  constructor(canvas, drawing, actions) {
    this.drawing = drawing;
    this.actions = actions;
    this.cameFrom = new Map(); // node -> the sender from which the reader came to it
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The node at which the keyboard stands: the selected one, else the source. */
  set current(id) {
    this.at = id;
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.drawing.nodes.length) return;
    const moves = {
      ArrowRight: () => this.#along(1),
      ArrowLeft: () => this.#along(-1),
      ArrowDown: () => this.#within(1),
      ArrowUp: () => this.#within(-1),
      Home: () => 0,
    };
    const plain = {
      Enter: () => this.actions.open(),
      "+": () => this.actions.zoom("in"),
      "-": () => this.actions.zoom("out"),
      0: () => this.actions.zoom("fit"),
      e: () => this.at && this.actions.expand(this.at),
      Escape: () => this.actions.leave(),
    };
    if (event.key in moves) {
      const index = this.drawing.place.has(this.at) ? moves[event.key]() : 0;
      if (index !== null) this.#step(event.key, this.drawing.nodes[index].id);
    } else if (event.key in plain) plain[event.key]();
    else return;
    event.preventDefault();
  }

  #step(key, id) {
    if (key === "ArrowRight") this.cameFrom.set(id, this.at);
    this.actions.choose(id);
  }

  #height(index) {
    return this.drawing.figure.data[0].y[index];
  }

  /** The topmost recipient (1) of the current node in a deeper tier; or (-1) the sender one came from, else the topmost. */
  #along(direction) {
    const here = this.drawing.place.get(this.at);
    const { ends } = this.drawing.lines();
    const nodes = this.drawing.nodes;
    let best = null;
    for (let i = 0; i < ends.length; i += 2) {
      const [near, far] = direction > 0 ? [ends[i], ends[i + 1]] : [ends[i + 1], ends[i]];
      if (near !== here || Math.sign(nodes[far].tier - nodes[here].tier) !== direction) continue;
      if (direction < 0 && nodes[far].id === this.cameFrom.get(this.at)) return far;
      if (best === null || this.#height(far) < this.#height(best)) best = far;
    }
    return best;
  }

  #within(step) {
    const here = this.drawing.place.get(this.at);
    const { nodes, figure } = this.drawing;
    const tier = nodes.map((_, index) => index).filter((index) => nodes[index].tier === nodes[here].tier);
    tier.sort((a, b) => this.#height(a) - this.#height(b) || figure.data[0].x[a] - figure.data[0].x[b]);
    return tier[(tier.indexOf(here) + step + tier.length) % tier.length];
  }
}

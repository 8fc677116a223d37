// Zoom and pan of the map, by wheel, fingers, buttons and keys.

const MOST = 16;
/** Pixels that a pointer may move within a click. */
const STILL = 4;

export class ViewBox {
  constructor(map, whole, scaled) {
    this.map = map;
    this.whole = whole;
    this.now = [...whole];
    this.scaled = scaled;
    this.moved = false;
    this.pointers = new Map();
    map.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    map.addEventListener("pointerdown", (event) => this.down(event));
    map.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) map.addEventListener(name, (event) => this.up(event));
    new ResizeObserver(() => this.scaled()).observe(map);
  }

  get factor() {
    return this.whole[2] / this.now[2];
  }

  /** Pixels of one unit of the map. */
  get pixels() {
    return Math.min(this.map.clientWidth / this.now[2], this.map.clientHeight / this.now[3]) || 0.6;
  }

  /** A place on the screen in units of the map. */
  unit(clientX, clientY) {
    const box = this.map.getBoundingClientRect();
    const [x, y, w, h] = this.now;
    return [x + w / 2 + (clientX - box.left - box.width / 2) / this.pixels,
      y + h / 2 + (clientY - box.top - box.height / 2) / this.pixels];
  }

  zoom(by, about) {
    const factor = Math.min(MOST, Math.max(1, this.factor * by));
    const [x, y, w, h] = this.now;
    const [ax, ay] = about || [x + w / 2, y + h / 2];
    const size = this.whole[2] / factor;
    const part = size / w;
    this.set([ax - (ax - x) * part, ay - (ay - y) * part, size, (size * this.whole[3]) / this.whole[2]]);
  }

  set([x, y, w, h]) {
    const [left, top, width, height] = this.whole;
    const held = (at, low, high) => Math.min(Math.max(at, low), high);
    this.now = [held(x, left - w / 2, left + width - w / 2), held(y, top - h / 2, top + height - h / 2), w, h];
    if (this.factor <= 1.001) this.now = [...this.whole];
    this.map.setAttribute("viewBox", this.now.map((value) => value.toFixed(2)).join(" "));
    this.map.classList.toggle("zoomed", this.factor > 1.01);
    this.scaled();
  }

  reset() {
    this.set([...this.whole]);
  }

  /** Bring a place into sight. */
  reveal([px, py]) {
    const [x, y, w, h] = this.now;
    if (px < x || px > x + w || py < y || py > y + h) this.set([px - w / 2, py - h / 2, w, h]);
  }

  wheel(event) {
    const page = document.scrollingElement;
    const scrolls = page.scrollHeight > page.clientHeight + 1;
    if (scrolls && !event.ctrlKey && !event.metaKey) return; // the page itself is what the wheel moves
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY * 0.0015), this.unit(event.clientX, event.clientY));
  }

  down(event) {
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.start = [event.clientX, event.clientY];
    this.moved = false;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    if (Math.hypot(event.clientX - this.start[0], event.clientY - this.start[1]) > STILL && !this.moved) {
      this.moved = true;
      this.map.setPointerCapture(event.pointerId);
    }
    if (!this.moved) return;
    const apart = () => {
      const [a, b] = [...this.pointers.values()];
      return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
    };
    const wide = apart();
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.pointers.size > 1) {
      const [a, b] = [...this.pointers.values()];
      this.zoom(apart() / (wide || 1), this.unit((a[0] + b[0]) / 2, (a[1] + b[1]) / 2));
    } else if (this.factor > 1.01) {
      const [x, y, w, h] = this.now;
      this.set([x - (event.clientX - before[0]) / this.pixels, y - (event.clientY - before[1]) / this.pixels, w, h]);
    }
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    setTimeout(() => (this.moved = false), 0); // the click that follows a drag chooses nothing
  }
}

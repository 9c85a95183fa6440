// <search-suggest source="/en/suggest.json"> around a search field: lists entries while one types.
// Without scripts the field is part of a GET form; the list follows the ARIA pattern of a combobox.

interface Suggestion {
  label: string;
  matched: string;
  type: string;
  address: string;
}

const DELAY = 150; // ms after the last key: a typist at 60 words a minute types one in 200
const SHORTEST = 2;

export class SearchSuggest extends HTMLElement {
  private input!: HTMLInputElement;
  private list!: HTMLUListElement;
  private status!: HTMLElement;
  private timer = 0;
  private request?: AbortController;
  private active = -1;

  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input || this.list) return;
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.status = document.createElement("span");
    this.status.className = "hidden";
    this.status.setAttribute("aria-live", "polite");
    this.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      input.setAttribute(name, value);
    input.addEventListener("input", () => this.schedule());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) this.close();
    else this.timer = window.setTimeout(() => void this.load(text), DELAY);
  }

  private async load(text: string): Promise<void> {
    this.request = new AbortController();
    const source = `${this.getAttribute("source")}?prefix=${encodeURIComponent(text)}`;
    try {
      const response = await fetch(source, { signal: this.request.signal });
      if (response.ok) this.show((await response.json()).suggestions);
      else this.close();
    } catch {
      this.close(); // aborted by the next key, or offline: the form still works
    }
  }

  private show(found: Suggestion[]): void {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...found.map((one, index) => this.option(one, index)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.status.textContent = found.length ? `${found.length}: ${this.getAttribute("label")}` : "";
  }

  private option(found: Suggestion, index: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = found.address;
    const name = document.createElement("span");
    name.textContent = found.label;
    const kind = document.createElement("span");
    kind.className = "detail";
    kind.textContent = found.matched === found.label ? found.type : `${found.type} · ${found.matched}`;
    option.append(name, " ", kind);
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => location.assign(found.address));
    return option;
  }

  private onKey(event: KeyboardEvent): void {
    const options = [...this.list.children] as HTMLElement[];
    if (this.list.hidden || options.length === 0) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = options.length + 1; // one place is the field itself
      this.select(options, ((this.active + 1 + step + count) % count) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      location.assign(options[this.active]?.dataset.address ?? location.href);
    }
  }

  private select(options: HTMLElement[], index: number): void {
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    this.active = index;
    const option = options[index];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    if (!this.list) return;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

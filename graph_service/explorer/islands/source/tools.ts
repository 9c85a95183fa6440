// <page-tools done="Link copied"> above a page: a link to share, and a hidden button to print.
// Without scripts the link leads to the page itself, whose address can be copied. With them it is a
// toolbar: Tab stops at it once, and the arrows move within it.

export class PageTools extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector<HTMLAnchorElement>(":scope > a");
    const button = this.querySelector<HTMLButtonElement>(":scope > button");
    if (!link || !button) return;
    button.hidden = false;
    button.addEventListener("click", () => print());
    link.setAttribute("aria-live", "polite");
    link.addEventListener("click", (event) => {
      const url = link.href;
      if (navigator.share) {
        event.preventDefault();
        void navigator.share({ title: document.title, url }).catch(() => undefined); // closed
      } else if (navigator.clipboard) {
        event.preventDefault();
        void navigator.clipboard.writeText(url).then(() => {
          link.textContent = this.getAttribute("done");
        });
      }
    });
    this.becomeToolbar();
  }

  private becomeToolbar(): void {
    const tools = [...this.querySelectorAll<HTMLElement>(":scope > a, :scope > button, summary")];
    const stopAt = (at: number) => tools.forEach((tool, i) => (tool.tabIndex = i === at ? 0 : -1));
    stopAt(0);
    this.setAttribute("role", "toolbar");
    const close = (but: EventTarget | null) =>
      this.querySelectorAll("details").forEach((tool) => (tool.open &&= tool.contains(but as Node)));
    document.addEventListener("click", (event) => close(event.target));
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget) close(event.relatedTarget); // or a click within would close it
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(null);
      const at = tools.indexOf(event.target as HTMLElement);
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (at < 0 || step === undefined) return;
      event.preventDefault();
      const next = (at + step + tools.length) % tools.length;
      stopAt(next);
      tools[next]?.focus();
    });
  }
}

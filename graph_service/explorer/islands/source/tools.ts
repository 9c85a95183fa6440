// <page-tools done="Link copied"> above a page: a link to share, and a hidden button to print.
// Without scripts the link leads to the page itself, whose address can be copied.

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
  }
}

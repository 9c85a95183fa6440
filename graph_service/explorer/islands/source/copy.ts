// <copy-text done="Copied"> around a <textarea> and a hidden <button>: copies the text.
// Without scripts the text can be selected. Addresses without a host get that of the page.

export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector("textarea");
    const button = this.querySelector("button");
    if (!area || !button) return;
    area.value = area.value.replace('src="/', `src="${location.origin}/`);
    if (!navigator.clipboard) return; // pages without TLS have none
    button.hidden = false;
    button.addEventListener("click", () => {
      area.select();
      void navigator.clipboard.writeText(area.value).then(() => {
        button.textContent = this.getAttribute("done");
      });
    });
  }
}

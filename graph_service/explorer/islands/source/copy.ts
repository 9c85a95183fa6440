// <copy-text done="Copied"> around a <textarea> and a hidden <button>: copies the text.
// Without scripts the text can be selected.

export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector("textarea");
    const button = this.querySelector("button");
    if (!area || !button) return;
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

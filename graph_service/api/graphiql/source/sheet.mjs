// Replaces react-style-singleton, whose <style> elements the page's policy blocks. Constructed style sheets are
// allowed.
import { useEffect } from "react";

export function styleSingleton() {
  const sheet = new CSSStyleSheet();
  let users = 0;
  return function Sheet({ styles, dynamic }) {
    useEffect(() => {
      if (users++ === 0) {
        sheet.replaceSync(styles);
        document.adoptedStyleSheets.push(sheet);
      }
      return () => {
        if (--users === 0) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      };
    }, [dynamic && styles]);
    return null;
  };
}

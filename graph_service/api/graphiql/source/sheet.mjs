// In place of react-style-singleton, whose <style> elements the page's policy refuses: a style sheet that scripts
// make is none of them.
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
        if (--users === 0) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      };
    }, [dynamic && styles]);
    return null;
  };
}

import { CopyText } from "./copy";
import { SearchSuggest } from "./suggest";

customElements.define("copy-text", CopyText);
customElements.define("search-suggest", SearchSuggest);

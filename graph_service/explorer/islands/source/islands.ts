import { CopyText } from "./copy";
import { SearchSuggest } from "./suggest";
import { PageTools } from "./tools";

customElements.define("copy-text", CopyText);
customElements.define("page-tools", PageTools);
customElements.define("search-suggest", SearchSuggest);

// The page's own texts in its language, which the service chooses by the browser's; GraphiQL's are in interface.json.
import all from "./texts.json";

const language = document.documentElement.lang;
export const texts = { ...all[language], language };

// Every page's own script: what the page can do better when it knows the reader's clock.
import { followClock } from "./banner.js";

followClock(document);

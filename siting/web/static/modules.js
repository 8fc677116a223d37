// The views of the page. A further one is a module that calls registerView, named here.

import "./plan.js";
import "./repairs.js";
import "./data.js";
import "./zonewhy.js";
import "./runs.js";
import "./tradeoffs.js";
import "./compare.js";

// Scripts make the desk faster, never possible: every form and link works without this file.
import './bsn.js';
import './busy.js';
import './clock.js';
import './combobox.js';
import './counters.js';
import './cursor.js';
import './dialogs.js';
import './drafts.js';
import './keys.js';
import './leaving.js';
import './menus.js';
import './page.js';
import './polling.js';
import './problems.js';
import './refilling.js';
import './search.js';
import './session.js';

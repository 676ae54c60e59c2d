import './polyfills';
import '@fontsource-variable/inter/opsz.css';
import '../look/tokens.css';
import '../look/base.css';
import './wall.css';
import { openWall } from './openWall';

const target = document.getElementById('app');
if (target !== null) openWall(target);

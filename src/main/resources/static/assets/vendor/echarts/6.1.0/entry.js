export {use, init, registerMap, getInstanceByDom} from 'echarts/core';
import {use} from 'echarts/core';
import {BarChart, LineChart, MapChart} from 'echarts/charts';
import {GridComponent, TooltipComponent, LegendComponent, AriaComponent, VisualMapComponent, GeoComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';
use([BarChart, LineChart, MapChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, VisualMapComponent, GeoComponent, SVGRenderer]);

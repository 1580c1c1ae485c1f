"""Charts drawn by matplotlib, in a process of their own."""

from adapters.charts.pool import MatplotlibCharts as MatplotlibCharts

WITH traffic_now AS (
  SELECT SUM(traffic.page_views) AS page_views
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.page_views, 0) AS page_views
  FROM traffic_now)
SELECT answer.page_views
FROM answer

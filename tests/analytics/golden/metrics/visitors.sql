WITH traffic_now AS (
  SELECT SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.visitors, 0) AS visitors
  FROM traffic_now)
SELECT answer.visitors
FROM answer

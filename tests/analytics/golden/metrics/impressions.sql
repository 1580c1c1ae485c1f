WITH traffic_now AS (
  SELECT SUM(traffic.impressions) AS impressions
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.impressions, 0) AS impressions
  FROM traffic_now)
SELECT answer.impressions
FROM answer

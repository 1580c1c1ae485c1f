WITH traffic_now AS (
  SELECT SUM(traffic.visitors) AS visitors, SUM(traffic.impressions) AS impressions
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.visitors, 0) * 1.0 / NULLIF(COALESCE(traffic_now.impressions, 0), 0) AS click_rate
  FROM traffic_now)
SELECT answer.click_rate
FROM answer
